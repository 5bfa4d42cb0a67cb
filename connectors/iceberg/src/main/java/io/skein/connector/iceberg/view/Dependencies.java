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
import org.apache.iceberg.Snapshot;
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
        int equals = entry.lastIndexOf('=');
        int dot = entry.indexOf('.');
        SchemaTableName name = new SchemaTableName(
                URLDecoder.decode(entry.substring(0, dot), StandardCharsets.UTF_8),
                URLDecoder.decode(entry.substring(dot + 1, equals), StandardCharsets.UTF_8));
        String known = entry.substring(equals + 1);
        Optional<TableVersion> version = warehouse.find(name);
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
            since = Optional.of(Instant.ofEpochMilli(snapshot.timestampMillis()));
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
