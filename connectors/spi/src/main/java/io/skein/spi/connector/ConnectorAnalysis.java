package io.skein.spi.connector;

import java.util.List;
import java.util.Map;

/** ANALYZE: what is learnt of a table's values for the planner. {@link ConnectorWrite}'s sink takes them, and it finishes or aborts. */
public interface ConnectorAnalysis {
    /** @param session the session's properties of the catalog */
    WriteHandle begin(TableHandle table, List<String> columns, Map<String, String> session);
}
