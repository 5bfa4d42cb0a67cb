package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.SchemaTableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells what a table's upkeep would do. */
public interface UpkeepReport {
    List<Row> rows(SchemaTableName name, TableVersion version);

    /**
     * An action.
     *
     * @param pending whether there is something to do
     * @param due when it will be done; empty when it is not scheduled
     * @param lastOutcome {@code done}, or what went wrong
     */
    record Row(
            String action,
            boolean pending,
            String reason,
            Extent extent,
            Optional<String> statement,
            Optional<Instant> due,
            Optional<Instant> lastRun,
            Optional<String> lastOutcome) {}

    /** What it is about; each action counts some of these. */
    record Extent(OptionalLong files, OptionalLong bytes, OptionalLong manifests, OptionalLong snapshots) {
        private static final OptionalLong NONE = OptionalLong.empty();

        public static Extent files(long files, long bytes) {
            return new Extent(OptionalLong.of(files), OptionalLong.of(bytes), NONE, NONE);
        }

        public static Extent manifests(long manifests) {
            return new Extent(NONE, NONE, OptionalLong.of(manifests), NONE);
        }

        public static Extent snapshots(long snapshots) {
            return new Extent(NONE, NONE, NONE, OptionalLong.of(snapshots));
        }
    }
}
