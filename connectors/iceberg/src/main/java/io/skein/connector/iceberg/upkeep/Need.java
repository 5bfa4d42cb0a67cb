package io.skein.connector.iceberg.upkeep;

import io.skein.connector.iceberg.metadata.UpkeepReport.Extent;
import java.util.Optional;

/**
 * Whether a table needs an action.
 *
 * @param reason why, or why not
 * @param statement what would do it; empty when it is not needed
 */
record Need(UpkeepAction action, String reason, Extent extent, Optional<String> statement) {
    boolean pending() {
        return statement.isPresent();
    }
}
