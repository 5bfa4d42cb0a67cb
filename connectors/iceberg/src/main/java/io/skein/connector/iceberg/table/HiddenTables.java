package io.skein.connector.iceberg.table;

/** Tables that keep the answers of materialized views: no listing shows them. */
public final class HiddenTables {
    public static final String NAME_PREFIX = "materialized_view_storage_";

    private HiddenTables() {}

    public static boolean isHidden(String table) {
        return table.startsWith(NAME_PREFIX);
    }
}
