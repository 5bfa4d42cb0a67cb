package io.skein.connector.iceberg.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.Constraint;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileFormatsTest {
    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        lake.create("t", Map.of(), "k bigint");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ORC", "AVRO"})
    void filesOfOtherFormatsAreRefusedByName(FileFormat format) {
        String file = append(format);

        assertThatThrownBy(() -> lake.splits(lake.table("t"), Constraint.ALL))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.NOT_SUPPORTED.code()))
                .hasMessage("Table s.t has a data file in the format " + format + ", which is not supported: " + file);
    }

    @Test
    void parquetIsRead() {
        append(FileFormat.PARQUET);

        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(1);
    }

    /** As another engine would. */
    private String append(FileFormat format) {
        String file = directory.resolve(format.addExtension("other")).toString();
        try (JdbcCatalog catalog =
                new JdbcCatalog(_ -> new io.skein.connector.iceberg.file.LocalFileIO(), null, false)) {
            catalog.initialize(
                    "iceberg",
                    Map.of(
                            CatalogProperties.URI,
                            "jdbc:sqlite:" + directory.resolve("catalog.db"),
                            CatalogProperties.WAREHOUSE_LOCATION,
                            directory.toString(),
                            JdbcCatalog.PROPERTY_PREFIX + "schema-version",
                            "V1"));
            Table table = catalog.loadTable(TableIdentifier.of(Lake.SCHEMA, "t"));
            table.newAppend()
                    .appendFile(DataFiles.builder(table.spec())
                            .withFormat(format)
                            .withPath(file)
                            .withFileSizeInBytes(100)
                            .withRecordCount(1)
                            .build())
                    .commit();
        }
        return file;
    }
}
