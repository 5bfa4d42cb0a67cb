package io.skein.spi.pushdown;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableHandle;
import java.util.List;

/**
 * Work that the source does itself. It takes only what it answers exactly as the engine would, down to collations, overflows and the texts of values; what it
 * refuses stays with the engine, so that refusing is never wrong.
 */
public interface ConnectorPushdown {
    /** Takes what it can of the work, on top of what the handle has. Nothing is asked of the source itself. */
    Taken take(TableHandle table, RemoteWork work);

    /** What a scan asks of the source, in the source's own words, for people to read; one text for each of its requests. */
    List<String> requests(TableHandle table, List<ColumnHandle> columns, Constraint constraint);
}
