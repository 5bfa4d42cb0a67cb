package io.skein.connector.iceberg.table;

import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.jspecify.annotations.Nullable;

/** Properties of a table that Iceberg keeps as they are. */
final class OtherOptions {
    /** How often a commit that lost a race is tried again. */
    static final String RETRIES = "max_commit_retry";

    private OtherOptions() {}

    static Map<String, String> stored(PropertyValues values) {
        int retries = values.integer(RETRIES, -1);
        return retries < 0 ? Map.of() : Map.of(TableProperties.COMMIT_NUM_RETRIES, String.valueOf(retries));
    }

    /** Those that a table has been given. */
    static Map<String, String> format(TableMetadata table) {
        @Nullable String retries = table.properties().get(TableProperties.COMMIT_NUM_RETRIES);
        return retries == null ? Map.of() : Map.of(RETRIES, retries);
    }
}
