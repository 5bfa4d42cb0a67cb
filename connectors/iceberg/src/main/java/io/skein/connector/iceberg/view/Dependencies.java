package io.skein.connector.iceberg.view;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.MaterializedView.Freshness;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** Which snapshots of which tables a kept answer was made of; the summary of the snapshot that keeps it tells. */
final class Dependencies {
    static final String TABLES = "dependsOnTables";
    static final String FOREIGN = "dependsOnNonIcebergTables";
    private static final String EMPTY = "empty";

    private final Warehouse warehouse;

    Dependencies(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** For a summary; a table of a version that is no longer its newest is no dependency that could change. */
    String text(List<TableHandle> sources) {
        List<String> entries = new ArrayList<>();
        for (TableHandle source : sources) {
            TableVersion version = warehouse.version(source);
            if (version.point().past().isEmpty()) {
                @Nullable Snapshot snapshot = version.table().currentSnapshot();
                entries.add(URLEncoder.encode(source.name().schema(), StandardCharsets.UTF_8) + "."
                        + URLEncoder.encode(source.name().table(), StandardCharsets.UTF_8) + "="
                        + (snapshot == null ? EMPTY : snapshot.snapshotId()));
            }
        }
        return String.join(",", entries);
    }

    /**
     * What has come to the one table that an answer was made of, if rows were appended to it and nothing else has happened.
     *
     * @param summary of the answer's snapshot
     */
    Optional<TableHandle> added(Map<String, String> summary) {
        String entry = summary.getOrDefault(TABLES, "");
        boolean foreign = Boolean.parseBoolean(summary.getOrDefault(FOREIGN, "false"));
        if (entry.isEmpty() || entry.contains(",") || foreign || snapshot(entry).equals(EMPTY)) {
            return Optional.empty();
        }
        long known = Long.parseLong(snapshot(entry));
        return warehouse
                .find(table(entry))
                .filter(version -> onlyAppended(version.table(), known))
                .map(version -> version.handle(version.point().after(known)));
    }

    /** A schema of another time might have given the query's columns another meaning. */
    private static boolean onlyAppended(Table table, long known) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (!Integer.valueOf(table.schema().schemaId()).equals(snapshot.schemaId())) {
                return false;
            }
            if (snapshot.snapshotId() == known) {
                return true;
            }
            if (!snapshot.operation().equals(DataOperations.APPEND)) {
                return false;
            }
        }
        return false;
    }

    /** Whether an answer was made of the table as this snapshot had it. */
    static boolean isOf(Map<String, String> summary, long snapshot) {
        String entry = summary.getOrDefault(TABLES, "");
        return !entry.contains(",") && entry.endsWith("=" + snapshot);
    }

    private static SchemaTableName table(String entry) {
        int dot = entry.indexOf('.');
        return new SchemaTableName(
                URLDecoder.decode(entry.substring(0, dot), StandardCharsets.UTF_8),
                URLDecoder.decode(entry.substring(dot + 1, entry.lastIndexOf('=')), StandardCharsets.UTF_8));
    }

    private static String snapshot(String entry) {
        return entry.substring(entry.lastIndexOf('=') + 1);
    }

    /** How fresh an answer is that was kept then. */
    State state(Map<String, String> summary, Instant kept) {
        boolean foreign = Boolean.parseBoolean(summary.getOrDefault(FOREIGN, "false"));
        Optional<Instant> changed = Optional.empty();
        for (String entry : summary.getOrDefault(TABLES, "").split(",")) {
            if (!entry.isEmpty()) {
                Change change = change(entry);
                if (change.unknown()) {
                    return new State(Freshness.STALE, Optional.empty());
                }
                changed = earlier(changed, change.when());
            }
        }
        if (changed.isPresent()) {
            return new State(Freshness.STALE, changed);
        }
        return foreign ? new State(Freshness.UNKNOWN, Optional.of(kept)) : new State(Freshness.FRESH, Optional.empty());
    }

    private Change change(String entry) {
        String known = snapshot(entry);
        Optional<TableVersion> version = warehouse.find(table(entry));
        if (version.isEmpty()) {
            return new Change(true, Optional.empty());
        }
        @Nullable Snapshot current = version.get().table().currentSnapshot();
        String now = current == null ? EMPTY : String.valueOf(current.snapshotId());
        if (now.equals(known)) {
            return new Change(false, Optional.empty());
        }
        Optional<Instant> since = Optional.empty();
        boolean found = known.equals(EMPTY);
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(version.get().table())) {
            if (String.valueOf(snapshot.snapshotId()).equals(known)) {
                found = true;
                break;
            }
            // A rewrite of files leaves the rows as they were.
            if (!DataOperations.REPLACE.equals(snapshot.operation())) {
                since = Optional.of(Instant.ofEpochMilli(snapshot.timestampMillis()));
            }
        }
        return found ? new Change(false, since) : new Change(true, Optional.empty());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    /** @param lastFresh when it became stale, if it is and anybody knows */
    record State(Freshness freshness, Optional<Instant> lastFresh) {}

    /** @param unknown whether nobody can tell how the table has come to what it is now */
    private record Change(boolean unknown, Optional<Instant> when) {}
}
