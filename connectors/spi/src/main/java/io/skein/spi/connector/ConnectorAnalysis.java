package io.skein.spi.connector;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ANALYZE: what is learnt of a table's values for the planner. {@link ConnectorWrite}'s sink takes them, and it finishes or aborts. */
public interface ConnectorAnalysis {
    /**
     * Some partitions of a table, as a table of its own to be read and analyzed; what is known of the others' values stays.
     *
     * @param partitions the values of each partition's columns in order, as text; an empty value is NULL. Fails with INVALID_ANALYZE_PROPERTY where
     *     there is no such partition
     */
    default TableHandle select(TableHandle table, List<List<Optional<String>>> partitions) {
        throw new SkeinException(
                StandardErrorCode.INVALID_ANALYZE_PROPERTY, "This connector does not support analyzing partitions");
    }

    /** @param session the session's properties of the catalog */
    WriteHandle begin(TableHandle table, List<String> columns, Map<String, String> session);
}
