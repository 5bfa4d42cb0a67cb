package io.skein.connector.iceberg.maintain;

import org.apache.iceberg.Table;

/** A table's past. */
final class Snapshots {
    private Snapshots() {}

    /** Forgets the snapshots of before a time but the current one, and deletes the files that only they need. */
    static void expire(Table table, long before) {
        table.expireSnapshots().expireOlderThan(before).commit();
    }
}
