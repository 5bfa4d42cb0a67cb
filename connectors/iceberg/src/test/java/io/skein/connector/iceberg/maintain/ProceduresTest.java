package io.skein.connector.iceberg.maintain;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.ProcedureCall.Value;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProceduresTest {
    private static final Map<String, String> NO_MINIMUM =
            Map.of("expire_snapshots_min_retention", "0s", "remove_orphan_files_min_retention", "0s");

    @TempDir
    private Path directory;

    private Lake lake;
    private ConnectorProcedures procedures;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        procedures = lake.connector.procedures().orElseThrow();
        lake.create("t", Map.of(), "k bigint");
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        lake.insert("t", 10, Map.of("k", bounds("6", "9")));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void retentionIsNoShorterThanTheCatalogAllows() {
        refuses(
                () -> procedures.execute(
                        lake.table("t"), call("EXPIRE_SNAPSHOTS", Map.of("retention_threshold", text("1d")), Map.of())),
                StandardErrorCode.INVALID_PROCEDURE_ARGUMENT.code(),
                "Retention specified (1.00d) is shorter than the minimum retention configured in the system (7.00d). "
                        + "Minimum retention can be changed with iceberg.expire-snapshots.min-retention configuration property "
                        + "or iceberg.expire_snapshots_min_retention session property");
        refuses(
                () -> procedures.execute(
                        lake.table("t"),
                        call("REMOVE_ORPHAN_FILES", Map.of("retention_threshold", text("90m")), Map.of())),
                StandardErrorCode.INVALID_PROCEDURE_ARGUMENT.code(),
                "Retention specified (1.50h) is shorter than the minimum retention configured in the system (7.00d). "
                        + "Minimum retention can be changed with iceberg.remove-orphan-files.min-retention configuration property "
                        + "or iceberg.remove_orphan_files_min_retention session property");
    }

    @Test
    void expiryLeavesTheCurrentSnapshotAlone() {
        procedures.execute(
                lake.table("t"), call("EXPIRE_SNAPSHOTS", Map.of("retention_threshold", text("0s")), NO_MINIMUM));

        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(2);
        assertThat(lake.files(".avro").stream()
                        .filter(file -> String.valueOf(file.getFileName()).startsWith("snap-")))
                .hasSize(1);
    }

    @Test
    void expiryDeletesTheFilesThatTheNewestSnapshotHasReplaced() {
        List<Path> replaced = lake.files(".parquet");
        TableHandle selected = procedures.select(lake.table("t"), call("OPTIMIZE", Map.of(), Map.of()), Constraint.ALL);
        WriteHandle write = procedures.begin(selected);
        lake.connector
                .write()
                .orElseThrow()
                .finish(write, List.of(WrittenFileCodec.encode(Lake.file(write, 20, Map.of("k", bounds("1", "9"))))));

        procedures.execute(
                lake.table("t"), call("EXPIRE_SNAPSHOTS", Map.of("retention_threshold", text("0s")), NO_MINIMUM));

        assertThat(lake.files(".parquet")).hasSize(1).doesNotContainAnyElementsOf(replaced);
        assertThat(lake.splits(lake.table("t"), Constraint.ALL))
                .singleElement()
                .extracting(Split::rows)
                .isEqualTo(20L);
    }

    @Test
    void orphansAreThoseThatNoSnapshotNeeds() throws IOException {
        List<Path> needed = lake.files(".parquet");
        Path orphan = needed.getFirst().resolveSibling("left.parquet");
        Path fresh = needed.getFirst().resolveSibling("fresh.parquet");
        Files.writeString(orphan, "PAR1");
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minusSeconds(3600 * 24 * 8)));
        Files.writeString(fresh, "PAR1");

        procedures.execute(lake.table("t"), call("REMOVE_ORPHAN_FILES", Map.of(), Map.of()));

        assertThat(lake.files(".parquet")).containsExactlyInAnyOrder(needed.get(0), needed.get(1), fresh);
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(2);
    }

    @Test
    void anUnknownSnapshotIsNotRolledBackTo() {
        refuses(
                () -> procedures.call(new ProcedureCall(
                        "system",
                        "ROLLBACK_TO_SNAPSHOT",
                        Map.of("SCHEMA", text("s"), "TABLE", text("t"), "SNAPSHOT_ID", number(1)),
                        Map.of())),
                StandardErrorCode.PROCEDURE_CALL_FAILED.code(),
                "Cannot roll back to unknown snapshot id: 1");
    }

    @Test
    void smallFilesBecomeOne() {
        TableHandle selected = procedures.select(lake.table("t"), call("OPTIMIZE", Map.of(), Map.of()), Constraint.ALL);
        WriteHandle write = procedures.begin(selected);

        lake.connector
                .write()
                .orElseThrow()
                .finish(write, List.of(WrittenFileCodec.encode(Lake.file(write, 20, Map.of("k", bounds("1", "9"))))));

        assertThat(lake.splits(lake.table("t"), Constraint.ALL))
                .singleElement()
                .extracting(Split::rows)
                .isEqualTo(20L);
        TableHandle again = procedures.select(lake.table("t"), call("OPTIMIZE", Map.of(), Map.of()), Constraint.ALL);
        assertThat(lake.splits(again, Constraint.ALL)).isEmpty();
    }

    @Test
    void filesOfTheSizeThatIsAskedForStay() {
        TableHandle selected = procedures.select(
                lake.table("t"), call("OPTIMIZE", Map.of("file_size_threshold", text("1B")), Map.of()), Constraint.ALL);

        assertThat(lake.splits(selected, Constraint.ALL)).isEmpty();
        refuses(
                () -> procedures.select(
                        lake.table("t"),
                        call("OPTIMIZE", Map.of("file_size_threshold", text("big")), Map.of()),
                        Constraint.ALL),
                StandardErrorCode.INVALID_PROCEDURE_ARGUMENT.code(),
                "Unable to set catalog 'iceberg' table procedure 'OPTIMIZE' property 'file_size_threshold' to ['big']: "
                        + "size is not a valid data size string: big");
    }

    @Test
    void aTableIsTakenOutAndInAgain() {
        String location = Objects.requireNonNull(lake.metadata("t").properties().get("location"))
                .replace("'", "");
        Map<String, Value> name = Map.of("SCHEMA_NAME", text("s"), "TABLE_NAME", text("t"));

        procedures.call(new ProcedureCall("system", "UNREGISTER_TABLE", name, Map.of()));
        assertThat(lake.connector.metadata().table(Lake.name("t"))).isEmpty();

        procedures.call(new ProcedureCall(
                "system",
                "REGISTER_TABLE",
                Map.of("SCHEMA_NAME", text("s"), "TABLE_NAME", text("u"), "TABLE_LOCATION", text(location)),
                Map.of()));
        assertThat(lake.splits(lake.table("u"), Constraint.ALL)).hasSize(2);
        refuses(
                () -> procedures.call(new ProcedureCall("system", "UNREGISTER_TABLE", name, Map.of())),
                StandardErrorCode.TABLE_NOT_FOUND.code(),
                "Table 's.t' not found");
    }

    private static ProcedureCall call(String name, Map<String, Value> arguments, Map<String, String> session) {
        return new ProcedureCall("", name, arguments, session);
    }

    private static Value text(String value) {
        return new Value(Type.Varchar.UNBOUNDED, value);
    }

    private static Value number(long value) {
        return new Value(Type.Simple.BIGINT, value);
    }

    private static void refuses(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
