package io.skein.connector.iceberg.view;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.Lake;
import io.skein.connector.iceberg.catalog.CatalogDatabase;
import io.skein.connector.iceberg.catalog.JdbcSettings;
import io.skein.connector.iceberg.file.LocalStorage;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ConnectorMaterializedViews;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.MaterializedView.Freshness;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializedViewsTest {
    private static final SchemaTableName NAME = Lake.name("mv");
    private static final ViewDefinition QUERY = new ViewDefinition(
            "SELECT k\nFROM\n  t\n",
            Optional.of("lake"),
            Optional.of(Lake.SCHEMA),
            List.of(new ViewDefinition.Column("k", Type.Simple.BIGINT, Optional.empty())),
            Optional.of("about it"),
            Optional.of("ann"));

    @TempDir
    private Path directory;

    private Lake lake;
    private ConnectorMaterializedViews views;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        views = lake.connector.materializedViews().orElseThrow();
        lake.create("t", Map.of(), "k bigint");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void itIsFreshUntilItsTablesChange() {
        views.create(NAME, definition(Optional.empty()), false);
        assertThat(view().freshness()).isEqualTo(Freshness.STALE);
        assertThat(view().usable(Instant.now())).isFalse();

        refresh(false);
        assertThat(view().freshness()).isEqualTo(Freshness.FRESH);

        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        assertThat(view().freshness()).isEqualTo(Freshness.STALE);
        assertThat(view().usable(Instant.now())).isTrue();

        refresh(false);
        assertThat(view().freshness()).isEqualTo(Freshness.FRESH);
    }

    @Test
    void rewrittenFilesLeaveItFresh() {
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        views.create(NAME, definition(Optional.empty()), false);
        refresh(false);

        ConnectorProcedures procedures = lake.connector.procedures().orElseThrow();
        WriteHandle write = procedures.begin(procedures.select(
                lake.table("t"), new ProcedureCall("", "OPTIMIZE", Map.of(), Map.of()), Constraint.ALL));
        lake.connector
                .write()
                .orElseThrow()
                .finish(write, List.of(WrittenFileCodec.encode(Lake.file(write, 20, Map.of("k", bounds("1", "9"))))));
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(1);
        assertThat(view().freshness()).isEqualTo(Freshness.FRESH);

        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        assertThat(view().freshness()).isEqualTo(Freshness.STALE);
    }

    @Test
    void aStaleAnswerIsUsedWithinItsGracePeriod() {
        views.create(NAME, definition(Optional.of(Duration.ofHours(1))), false);
        refresh(false);
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));

        assertThat(view().usable(Instant.now())).isTrue();
        assertThat(view().usable(Instant.now().plusSeconds(7200))).isFalse();
    }

    @Test
    void nobodyKnowsHowFreshItIsWhereItReadsOthers() {
        views.create(NAME, definition(Optional.of(Duration.ZERO)), false);
        refresh(true);

        assertThat(view().freshness()).isEqualTo(Freshness.UNKNOWN);
        assertThat(view().usable(Instant.now())).isFalse();
    }

    @Test
    void itIsListedWithoutItsTable() {
        views.create(NAME, definition(Optional.empty()), false);

        assertThat(views.materializedViews(Optional.of(Lake.SCHEMA))).containsExactly(NAME);
        assertThat(lake.connector.views().orElseThrow().views(Optional.empty())).isEmpty();
        assertThat(lake.connector.metadata().tables(Optional.empty())).containsExactly(Lake.name("t"));
        assertThatThrownBy(() -> views.create(NAME, definition(Optional.empty()), false))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.ALREADY_EXISTS.code()))
                .hasMessage("Materialized view already exists: s.mv");
    }

    @Test
    void itsTableGoesWithIt() {
        views.create(NAME, definition(Optional.empty()), false);
        views.create(NAME, definition(Optional.empty()), true);
        SchemaTableName storage = view().storage();
        views.rename(NAME, Lake.name("other"));
        assertThat(views.materializedView(NAME)).isEmpty();
        assertThat(lake.connector.metadata().table(storage)).isPresent();

        views.drop(Lake.name("other"));

        assertThat(lake.connector.metadata().table(storage)).isEmpty();
        assertThat(lake.files(".metadata.json"))
                .noneMatch(file -> file.toString().contains(storage.table()));
    }

    @Test
    void whatHasBeenAppendedIsAddedToWhatIsKept() {
        views.create(NAME, definition(Optional.empty()), false);
        assertThat(view().added()).isEmpty();
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        refresh(false);
        List<Path> kept = paths(view().storage());
        List<Path> first = lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        List<Path> second = lake.insert("t", 10, Map.of("k", bounds("7", "8")));

        TableHandle added = view().added().orElseThrow();
        assertThat(paths(lake.splits(added, Constraint.ALL)))
                .containsExactlyInAnyOrder(first.getFirst(), second.getFirst());
        assertThat(lake.connector.metadata().statistics(added, Constraint.ALL).rowCount())
                .hasValue(20);
        finish(views.refresh(NAME, List.of(added), false));
        assertThat(view().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(paths(view().storage())).hasSize(2).containsAll(kept);

        List<Path> third = lake.insert("t", 10, Map.of("k", bounds("1", "1")));
        assertThat(paths(lake.splits(view().added().orElseThrow(), Constraint.ALL)))
                .isEqualTo(third);
        refresh(false);
        assertThat(paths(view().storage())).as("as a whole").hasSize(1).doesNotContainAnyElementsOf(kept);
    }

    @Test
    void rowsAreAddedOnce() {
        views.create(NAME, definition(Optional.empty()), false);
        refresh(false);
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        TableHandle added = view().added().orElseThrow();
        WriteHandle one = views.refresh(NAME, List.of(added), false);
        WriteHandle other = views.refresh(NAME, List.of(added), false);
        finish(one);
        List<Path> kept = paths(view().storage());

        assertThatThrownBy(() -> finish(other))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(IcebergErrorCode.ICEBERG_COMMIT_ERROR.code()));
        assertThatThrownBy(() -> views.refresh(NAME, List.of(added), false))
                .hasMessage("Materialized view 's.mv' was refreshed by another statement");
        assertThat(paths(view().storage())).isEqualTo(kept);
    }

    @Test
    void afterOtherChangesTheQueryIsAnsweredAsAWhole() {
        views.create(NAME, definition(Optional.empty()), false);
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        refresh(false);
        changes(new TableChange.AddColumn(
                Lake.shape("t", Map.of(), "more bigint").columns().getFirst()));
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        assertThat(view().added()).as("another schema").isEmpty();

        refresh(false);
        changes(new TableChange.Truncate());
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        assertThat(view().added()).as("rows were deleted").isEmpty();

        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        long before = snapshot();
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        refresh(false);
        lake.connector
                .procedures()
                .orElseThrow()
                .execute(
                        lake.table("t"),
                        new ProcedureCall(
                                "",
                                "ROLLBACK_TO_SNAPSHOT",
                                Map.of("snapshot_id", new ProcedureCall.Value(Type.Simple.BIGINT, before)),
                                Map.of()));
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        assertThat(view().added()).as("gone back").isEmpty();

        refresh(true);
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
        assertThat(view().added()).as("other tables too").isEmpty();
    }

    @Test
    void aCatalogMayWantAllAnswersAnew() {
        try (Lake other = new Lake(directory, Map.of("iceberg.incremental-refresh-enabled", "false"))) {
            views.create(NAME, definition(Optional.empty()), false);
            refresh(false);
            lake.insert("t", 10, Map.of("k", bounds("6", "9")));
            assertThat(view().added()).isPresent();
            assertThat(other.connector
                            .materializedViews()
                            .orElseThrow()
                            .materializedView(NAME)
                            .orElseThrow()
                            .added())
                    .isEmpty();
        }
    }

    private void changes(TableChange change) {
        lake.connector.definition().orElseThrow().changeTable(lake.table("t"), change);
    }

    private long snapshot() {
        CatalogDatabase database = new CatalogDatabase(
                "iceberg", "org.sqlite.JDBC", "jdbc:sqlite:" + directory.resolve("catalog.db"), "", "");
        try (Warehouse warehouse =
                new Warehouse(new JdbcSettings(directory.toString(), database), new LocalStorage())) {
            return warehouse
                    .catalog()
                    .loadTable(warehouse.identifier(Lake.name("t")))
                    .currentSnapshot()
                    .snapshotId();
        }
    }

    private List<Path> paths(SchemaTableName table) {
        return paths(lake.splits(lake.connector.metadata().table(table).orElseThrow(), Constraint.ALL));
    }

    private static List<Path> paths(List<Split> splits) {
        return splits.stream()
                .map(split -> Path.of(((Split.FileSplit) split).path()))
                .toList();
    }

    private MaterializedView view() {
        return views.materializedView(NAME).orElseThrow();
    }

    private void refresh(boolean foreign) {
        finish(views.refresh(NAME, List.of(lake.table("t")), foreign));
    }

    private void finish(WriteHandle write) {
        lake.connector
                .write()
                .orElseThrow()
                .finish(write, List.of(WrittenFileCodec.encode(Lake.file(write, 1, Map.of("k", bounds("1", "1"))))));
    }

    private static MaterializedView.Definition definition(Optional<Duration> gracePeriod) {
        return new MaterializedView.Definition(QUERY, gracePeriod, Map.of());
    }
}
