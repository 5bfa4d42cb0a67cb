package io.skein.connector.iceberg.read;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.connector.iceberg.file.LocalFileIO;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.connector.VersionPointer.Kind;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.iceberg.TableMetadataParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeTravelTest {
    @TempDir
    private Path directory;

    private Lake lake;
    private long first;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        lake.create("t", Map.of(), "k bigint");
        lake.insert("t", 10, Map.of("k", bounds("1", "5")));
        first = snapshot();
        lake.connector
                .definition()
                .orElseThrow()
                .changeTable(lake.table("t"), new TableChange.AddColumn(ColumnMetadata.of("name", Type.Simple.BIGINT)));
        lake.insert("t", 10, Map.of("k", bounds("6", "9"), "name", bounds("1", "1")));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aSnapshotIsReadWithTheSchemaOfThen() {
        TableHandle then = at(new VersionPointer(Kind.VERSION, Type.Simple.BIGINT, first, "UTC"));

        assertThat(lake.splits(then, Constraint.ALL)).hasSize(1);
        assertThat(lake.connector.metadata().tableMetadata(then).columns())
                .filteredOn(column -> !column.hidden())
                .extracting(ColumnMetadata::name)
                .containsExactly("k");
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(2);
    }

    @Test
    void aBranchIsReadWithTheSchemaOfNow() {
        TableHandle main = at(new VersionPointer(Kind.VERSION, new Type.Varchar(OptionalInt.of(4)), "main", "UTC"));

        assertThat(lake.splits(main, Constraint.ALL)).hasSize(2);
        assertThat(lake.connector.metadata().tableMetadata(main).columns())
                .filteredOn(column -> !column.hidden())
                .hasSize(2);
    }

    @Test
    void aTimeIsThatOfTheLastSnapshotBefore() {
        TableHandle now = at(new VersionPointer(
                Kind.TIME, new Type.TimestampWithTimeZone(3), Instant.now().atZone(ZoneOffset.UTC), "UTC"));

        assertThat(lake.splits(now, Constraint.ALL)).hasSize(2);
        refuses(
                new VersionPointer(
                        Kind.TIME,
                        new Type.TimestampWithTimeZone(0),
                        ZonedDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                        "UTC"),
                StandardErrorCode.INVALID_ARGUMENTS,
                "No version history table s.t at or before 2001-01-01T00:00:00Z");
        refuses(
                new VersionPointer(Kind.TIME, Type.Simple.DATE, LocalDate.of(2001, 1, 1), "Europe/Warsaw"),
                StandardErrorCode.INVALID_ARGUMENTS,
                "No version history table s.t at or before 2000-12-31T23:00:00Z");
        refuses(
                new VersionPointer(
                        Kind.TIME, new Type.Timestamp(0), LocalDateTime.of(2001, 1, 1, 0, 0), "America/New_York"),
                StandardErrorCode.INVALID_ARGUMENTS,
                "No version history table s.t at or before 2001-01-01T05:00:00Z");
    }

    @Test
    void whatWasNeverThereIsRefused() {
        refuses(
                new VersionPointer(Kind.VERSION, Type.Simple.BIGINT, 1L, "UTC"),
                StandardErrorCode.INVALID_ARGUMENTS,
                "Iceberg snapshot ID does not exists: 1");
        refuses(
                new VersionPointer(Kind.VERSION, Type.Varchar.UNBOUNDED, "nope", "UTC"),
                StandardErrorCode.INVALID_ARGUMENTS,
                "Cannot find snapshot with reference name: nope");
        refuses(
                new VersionPointer(Kind.VERSION, Type.Simple.INTEGER, 1L, "UTC"),
                StandardErrorCode.NOT_SUPPORTED,
                "Unsupported type for table version: integer");
        refuses(
                new VersionPointer(Kind.VERSION, new Type.Decimal(2, 1), new BigDecimal("1.5"), "UTC"),
                StandardErrorCode.NOT_SUPPORTED,
                "Unsupported type for table version: decimal(2,1)");
    }

    private long snapshot() {
        String location = new String(lake.table("t").data(), StandardCharsets.UTF_8);
        return TableMetadataParser.read(new LocalFileIO(), location)
                .currentSnapshot()
                .snapshotId();
    }

    private TableHandle at(VersionPointer version) {
        return lake.connector.metadata().table(Lake.name("t"), version).orElseThrow();
    }

    private void refuses(VersionPointer version, StandardErrorCode code, String message) {
        assertThatThrownBy(() -> at(version))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code.code()))
                .hasMessage(message);
    }
}
