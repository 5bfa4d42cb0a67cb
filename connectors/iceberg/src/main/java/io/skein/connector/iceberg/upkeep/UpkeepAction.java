package io.skein.connector.iceberg.upkeep;

import java.util.Locale;

/** What is done for a table, in this order: what one leaves behind, the next may clear away. Named as the procedures are. */
enum UpkeepAction {
    OPTIMIZE,
    OPTIMIZE_MANIFESTS,
    EXPIRE_SNAPSHOTS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ENGLISH);
    }
}
