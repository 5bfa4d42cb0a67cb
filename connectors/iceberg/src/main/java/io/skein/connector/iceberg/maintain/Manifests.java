package io.skein.connector.iceberg.maintain;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/** Puts the entries of a table's manifests together, those of one partition beside each other. */
final class Manifests {
    private Manifests() {}

    static void optimize(Table table) {
        @Nullable Snapshot snapshot = table.currentSnapshot();
        if (snapshot != null && snapshot.dataManifests(table.io()).size() > 1) {
            table.rewriteManifests()
                    .clusterBy(file -> file.specId() + ":" + file.partition())
                    .commit();
        }
    }
}
