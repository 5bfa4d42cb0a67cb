package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.TablePoint;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.jspecify.annotations.Nullable;

/** Finds the snapshot that a statement wants. A snapshot, a tag and a time are read with the schema of then, a branch with the table's. */
final class TimeTravel {
    private TimeTravel() {}

    static TableHandle to(TableVersion version, VersionPointer pointer) {
        BaseTable table = version.table();
        TablePoint.Past past = switch (pointer.kind()) {
            case VERSION -> past(table, pointer);
            case TIME -> past(table, current(version, pointer));
        };
        return version.handle(version.point().at(past));
    }

    private static TablePoint.Past past(BaseTable table, VersionPointer pointer) {
        return switch (pointer.value()) {
            case String name -> ref(table, name);
            case Long id
            when pointer.type() == io.skein.spi.type.Type.Simple.BIGINT -> {
                if (table.snapshot(id) == null) {
                    throw invalid("Iceberg snapshot ID does not exists: " + id);
                }
                yield past(table, id);
            }
            default ->
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "Unsupported type for table version: " + pointer.type().displayName());
        };
    }

    private static TablePoint.Past ref(BaseTable table, String name) {
        @Nullable SnapshotRef ref = table.refs().get(name);
        if (ref == null) {
            throw invalid("Cannot find snapshot with reference name: " + name);
        }
        return ref.isBranch()
                ? new TablePoint.Past(ref.snapshotId(), table.schema().schemaId())
                : past(table, ref.snapshotId());
    }

    private static TablePoint.Past past(BaseTable table, long id) {
        @Nullable Snapshot snapshot = table.snapshot(id);
        @Nullable Integer schema = snapshot == null ? null : snapshot.schemaId();
        return new TablePoint.Past(id, schema == null ? table.schema().schemaId() : schema);
    }

    /** The snapshot that was current then. */
    private static long current(TableVersion version, VersionPointer pointer) {
        Instant time = instant(pointer);
        Optional<HistoryEntry> last = Optional.empty();
        for (HistoryEntry entry : version.table().history()) {
            if (!Instant.ofEpochMilli(entry.timestampMillis()).isAfter(time)) {
                last = Optional.of(entry);
            }
        }
        return last.map(HistoryEntry::snapshotId)
                .orElseThrow(() -> invalid("No version history table " + version + " at or before " + time));
    }

    private static Instant instant(VersionPointer pointer) {
        ZoneId zone = ZoneId.of(pointer.zone());
        return switch (pointer.value()) {
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            case LocalDateTime timestamp -> timestamp.atZone(zone).toInstant();
            case ZonedDateTime instant -> instant.toInstant();
            default ->
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "Unsupported type for temporal table version: "
                                + pointer.type().displayName());
        };
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_ARGUMENTS, message);
    }
}
