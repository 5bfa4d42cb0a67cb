package io.skein.connector.iceberg.write;

import org.apache.iceberg.IsolationLevel;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/** What statements that run at once may see of each other, by the table's property. */
final class Isolation {
    private Isolation() {}

    /** Whether a change fails that would have read rows which others have added meanwhile. */
    static boolean serializable(Table table) {
        String level = table.properties()
                .getOrDefault(TableProperties.DELETE_ISOLATION_LEVEL, TableProperties.DELETE_ISOLATION_LEVEL_DEFAULT);
        return IsolationLevel.fromName(level) == IsolationLevel.SERIALIZABLE;
    }
}
