package io.skein.connector.iceberg.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.iceberg.Lake;
import io.skein.connector.iceberg.catalog.CatalogDatabase;
import io.skein.connector.iceberg.catalog.JdbcSettings;
import io.skein.connector.iceberg.file.LocalStorage;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnMatchingTest {
    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aTableThatNeverChangedIsReadByName() {
        table("c bigint", "d varchar");
        assertThat(matching()).containsExactly(ColumnMatching.BY_NAME);
    }

    @Test
    void aFileWithoutOneOfTheColumnsIsReadByFieldId() {
        table("c bigint", "d varchar");
        insert("c bigint");
        assertThat(matching()).containsExactlyInAnyOrder(ColumnMatching.BY_NAME, ColumnMatching.BY_FIELD_ID);
    }

    @Test
    void aRenamedColumnIsReadByFieldId() {
        table("c bigint", "d varchar");
        asAnotherEngine(table -> table.updateSchema().renameColumn("c", "e").commit());
        assertThat(matching()).containsExactly(ColumnMatching.BY_FIELD_ID);
    }

    @Test
    void filesTakenOverFromElsewhereAreReadByFieldId() {
        table("c bigint");
        asAnotherEngine(table -> table.updateProperties()
                .set("schema.name-mapping.default", "[{\"field-id\": 1, \"names\": [\"c\", \"old\"]}]")
                .commit());
        assertThat(matching()).containsExactly(ColumnMatching.BY_FIELD_ID);
    }

    @Test
    void nestedColumnsAndNamesOfTheReadersOwnAreReadByFieldId() {
        table("c bigint", "d array(bigint)");
        assertThat(matching()).containsExactly(ColumnMatching.BY_FIELD_ID);
        lake.connector.definition().orElseThrow().dropTable(lake.table("t"));
        table("filename varchar");
        assertThat(matching()).containsExactly(ColumnMatching.BY_FIELD_ID);
    }

    private void table(String... columns) {
        lake.create("t", Map.of(), columns);
        insert(columns);
    }

    private void insert(String... columns) {
        lake.insert(
                "t",
                10,
                Stream.of(columns)
                        .collect(Collectors.toMap(column -> column.split(" ", 2)[0], column -> Lake.nulls(1))));
    }

    private List<ColumnMatching> matching() {
        return lake.splits(lake.table("t"), Constraint.ALL).stream()
                .map(split -> ((FileSplit) split).matching())
                .toList();
    }

    private void asAnotherEngine(Consumer<Table> change) {
        CatalogDatabase database = new CatalogDatabase(
                "iceberg", "org.sqlite.JDBC", "jdbc:sqlite:" + directory.resolve("catalog.db"), "", "");
        try (Warehouse warehouse =
                new Warehouse(new JdbcSettings(directory.toString(), database), new LocalStorage())) {
            change.accept(warehouse.catalog().loadTable(warehouse.identifier(Lake.name("t"))));
        }
    }
}
