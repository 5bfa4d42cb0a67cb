package io.skein.connector.iceberg.upkeep;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ConnectorUpkeep;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.ProcedureCall.Value;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.UpkeepStep;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
    private static final String OPTIMIZE =
            "ALTER TABLE \"lake\".\"s\".\"t\" EXECUTE optimize(file_size_threshold => '100MB', yield_to_changes => true)";
    private static final String MANIFESTS = "ALTER TABLE \"lake\".\"s\".\"t\" EXECUTE optimize_manifests";
    private static final String EXPIRE =
            "ALTER TABLE \"lake\".\"s\".\"t\" EXECUTE expire_snapshots(retention_threshold => '0s')";

    @TempDir
    private Path directory;

    private Lake lake;
    private ConnectorUpkeep upkeep;

    @BeforeEach
    void open() {
        open(Map.of("iceberg.expire-snapshots.min-retention", "0s"));
        lake.withSchema();
    }

    private void open(Map<String, String> properties) {
        lake = new Lake(directory, properties);
        upkeep = lake.connector.upkeep().orElseThrow();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private void create(Map<String, String> properties) {
        lake.create("t", properties, "k bigint");
        insert(3);
    }

    private void insert(int files) {
        IntStream.range(0, files).forEach(_ -> lake.insert("t", 10, Map.of("k", bounds("1", "5"))));
    }

    @Test
    void nothingIsDueUnlessSomebodyWantsIt() {
        create(Map.of("upkeep_small_file_count", "2"));
        assertThat(upkeep.due()).isEmpty();
        assertThat(upkeep.next(Lake.name("t"))).isEmpty();

        set("upkeep_enabled", "true");
        assertThat(upkeep.due()).containsExactly(Lake.name("t"));
        set("upkeep_enabled", "false");
        assertThat(upkeep.due()).isEmpty();
    }

    @Test
    void aTableGoesBeforeItsSchemaAndThatBeforeTheCatalog() {
        lake.connector.definition().orElseThrow().createSchema("kept", Map.of("upkeep_enabled", "true"));
        lake.connector.definition().orElseThrow().createSchema("left", Map.of("upkeep_enabled", "false"));
        for (String schema : List.of("kept", "left", "s")) {
            for (String own : List.of("none", "true", "false")) {
                lake.connector
                        .definition()
                        .orElseThrow()
                        .createTable(new TableMetadata(
                                new SchemaTableName(schema, "t_" + own),
                                Lake.shape("t", Map.of(), "k bigint").columns(),
                                own.equals("none") ? Map.of() : Map.of("upkeep_enabled", own),
                                Optional.empty()));
            }
        }
        assertThat(upkeep.due())
                .extracting(Object::toString)
                .containsExactly("kept.t_none", "kept.t_true", "left.t_true", "s.t_true");

        lake.close();
        open(Map.of("iceberg.upkeep.enabled", "true"));
        assertThat(upkeep.due())
                .extracting(Object::toString)
                .containsExactly("kept.t_none", "kept.t_true", "left.t_true", "s.t_none", "s.t_true");
    }

    @Test
    void aCatalogThatNobodyHasUsedIsLeftAlone() throws Exception {
        Path fresh = Files.createDirectory(directory.resolve("fresh"));
        try (Lake unused = new Lake(fresh)) {
            assertThat(unused.connector.upkeep().orElseThrow().due()).isEmpty();
        }
        assertThat(fresh).isEmptyDirectory();
    }

    @Test
    void aTurnTriesEachStepOnce() {
        create(Map.of(
                "upkeep_enabled", "true",
                "upkeep_small_file_count", "3",
                "upkeep_manifest_count", "3",
                "upkeep_snapshot_retention", "'0s'"));

        UpkeepStep optimize = next(OPTIMIZE);
        upkeep.ended(optimize, Optional.of("lost"));
        upkeep.ended(next(MANIFESTS), Optional.of("lost"));
        upkeep.ended(next(EXPIRE), Optional.of("lost"));
        assertThat(upkeep.next(Lake.name("t"))).isEmpty();
        assertThat(upkeep.due()).isEmpty();

        set("upkeep_interval", "'0s'");
        assertThat(upkeep.due()).containsExactly(Lake.name("t"));
        assertThat(upkeep.next(Lake.name("t"))).contains(optimize);
    }

    @Test
    void fewerFilesThanAreWorthItStay() {
        create(Map.of("upkeep_enabled", "true", "upkeep_small_file_count", "4", "upkeep_manifest_count", "4"));
        assertThat(upkeep.next(Lake.name("t"))).isEmpty();
    }

    @Test
    void filesThatWereRewrittenAreNotRewrittenAgainUntilMoreCome() {
        create(Map.of(
                "upkeep_enabled", "true",
                "upkeep_small_file_count", "2",
                "upkeep_manifest_count", "1000",
                "upkeep_interval", "'0s'"));
        next(OPTIMIZE);
        WriteHandle write = begin(true);
        finish(write, 2);
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(2);
        assertThat(upkeep.next(Lake.name("t"))).isEmpty();

        insert(1);
        next(OPTIMIZE);
    }

    @Test
    void manifestsThatWerePutTogetherAreNotPutTogetherAgain() {
        create(Map.of(
                "upkeep_enabled", "true",
                "upkeep_small_file_count", "1000",
                "upkeep_manifest_count", "3",
                "upkeep_interval", "'0s'"));
        next(MANIFESTS);
        lake.connector
                .procedures()
                .orElseThrow()
                .execute(lake.table("t"), new ProcedureCall("", "OPTIMIZE_MANIFESTS", Map.of(), Map.of()));
        assertThat(upkeep.next(Lake.name("t"))).isEmpty();

        insert(3);
        next(MANIFESTS);
    }

    @Test
    void aTableThatIsGoneNeedsNothing() {
        create(Map.of("upkeep_enabled", "true", "upkeep_small_file_count", "2"));
        UpkeepStep step = next(OPTIMIZE);
        lake.connector.definition().orElseThrow().dropTable(lake.table("t"));

        upkeep.ended(step, Optional.of("gone"));
        assertThat(upkeep.next(Lake.name("t"))).isEmpty();
        assertThat(upkeep.due()).isEmpty();
    }

    @Test
    void aRewriteGivesWayToAChangeThatHasBegun() {
        create(Map.of());
        WriteHandle change = change(lake.table("t"));
        WriteHandle yielding = begin(true);
        refuses(
                () -> finish(yielding, 1),
                StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                "The rewrite of s.t gives way to a statement that is changing or rewriting its rows");
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(3);

        lake.connector.write().orElseThrow().abort(change, List.of());
        finish(begin(true), 1);
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(1);
    }

    @Test
    void aRewriteThatIsAskedForGoesBeforeOneThatGivesWay() {
        create(Map.of());
        change(lake.table("t"));
        WriteHandle asked = begin(false);
        WriteHandle yielding = begin(true);
        assertThatThrownBy(() -> finish(yielding, 1)).hasMessageContaining("gives way");
        finish(asked, 1);
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(1);
    }

    @Test
    void aChangeThatWasPlannedBeforeARewriteIsRefusedBeforeItBegins() {
        create(Map.of());
        TableHandle planned = lake.table("t");
        finish(begin(true), 1);
        List<Path> files = lake.files(".parquet");

        refuses(
                () -> change(planned),
                StandardErrorCode.TRANSACTION_CONFLICT,
                "Files of s.t were rewritten while the statement was planned");
        insert(1);
        refuses(
                () -> lake.connector.rowChanges().orElseThrow().delete(planned, Constraint.ALL),
                StandardErrorCode.TRANSACTION_CONFLICT,
                "Files of s.t were rewritten while the statement was planned");
        change(lake.table("t"));
        assertThat(lake.files(".parquet")).containsAll(files);
    }

    @Test
    void snapshotsAreKeptAsLongAsTheCatalogWants() {
        create(Map.of());
        lake.close();
        open(Map.of());
        assertThatThrownBy(() -> set("upkeep_snapshot_retention", "'1h'"))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(StandardErrorCode.INVALID_TABLE_PROPERTY.code()))
                .hasMessage("Unable to set catalog 'lake' table property 'upkeep_snapshot_retention' to ['1h']: it is"
                        + " shorter than iceberg.expire-snapshots.min-retention, which is 7d");
    }

    @Test
    void propertiesAreKeptShownAndTakenBack() {
        Map<String, String> given = Map.of(
                "upkeep_enabled", "true",
                "upkeep_interval", "'12h'",
                "upkeep_snapshot_retention", "'30d'",
                "upkeep_small_file_size", "'16MB'",
                "upkeep_small_file_count", "5",
                "upkeep_manifest_count", "7");
        create(given);
        assertThat(lake.metadata("t").properties()).containsAllEntriesOf(given);

        lake.connector
                .definition()
                .orElseThrow()
                .changeTable(
                        lake.table("t"),
                        new TableChange.SetProperties(Map.of(
                                "upkeep_interval", Optional.empty(), "upkeep_manifest_count", Optional.of("8"))));
        assertThat(lake.metadata("t").properties())
                .doesNotContainKey("upkeep_interval")
                .containsEntry("upkeep_manifest_count", "8")
                .containsEntry("upkeep_small_file_count", "5");
    }

    private UpkeepStep next(String statement) {
        UpkeepStep step = upkeep.next(Lake.name("t")).orElseThrow();
        assertThat(step.statement()).isEqualTo(statement);
        return step;
    }

    private void set(String property, String value) {
        lake.connector
                .definition()
                .orElseThrow()
                .changeTable(lake.table("t"), new TableChange.SetProperties(Map.of(property, Optional.of(value))));
    }

    private WriteHandle change(TableHandle table) {
        return lake.connector
                .rowChanges()
                .orElseThrow()
                .begin(table, new ChangedColumns(List.of("k"), Set.of(), Set.of("k")), Constraint.ALL);
    }

    private WriteHandle begin(boolean yield) {
        ProcedureCall call = new ProcedureCall(
                "", "OPTIMIZE", Map.of("yield_to_changes", new Value(Type.Simple.BOOLEAN, yield)), Map.of());
        return lake.connector
                .procedures()
                .orElseThrow()
                .begin(lake.connector.procedures().orElseThrow().select(lake.table("t"), call, Constraint.ALL));
    }

    private void finish(WriteHandle write, int files) {
        List<byte[]> fragments = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            fragments.add(WrittenFileCodec.encode(Lake.file(write, 30 / files, Map.of("k", bounds("1", "5")))));
        }
        lake.connector.write().orElseThrow().finish(write, fragments);
    }

    private static void refuses(ThrowingCallable call, StandardErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code.code()))
                .hasMessage(message);
    }
}
