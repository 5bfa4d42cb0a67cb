package io.skein.connector.iceberg.maintain;

import java.util.List;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** A table's past. */
final class Snapshots {
    private Snapshots() {}

    /** Forgets the snapshots of before a time but the current one, and deletes the files that only they need. */
    static void expire(Table table, long before) {
        ExpireSnapshots expiry = table.expireSnapshots().expireOlderThan(before);
        List<Snapshot> old = expiry.apply();
        if (!old.isEmpty()) {
            // One that is named makes the library look for files that nothing reaches any more.
            // By itself it goes by what the expired snapshots have deleted, and leaves what the oldest one kept has
            // replaced.
            expiry.expireSnapshotId(old.getFirst().snapshotId());
        }
        expiry.commit();
    }
}
