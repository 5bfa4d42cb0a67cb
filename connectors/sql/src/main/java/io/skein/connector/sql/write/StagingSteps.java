package io.skein.connector.sql.write;

import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.PageSink;
import io.skein.spi.error.SkeinException;

/** How a database writes by way of a staging table. */
public interface StagingSteps {
    /** A column of a table that is made, as a sink writes it. */
    RemoteColumn column(ColumnMetadata column);

    /** Makes an empty staging table for rows that go into a table that is there. */
    void createLike(RemoteSession session, Staging staging);

    /** What begins the transaction that puts rows in their place. */
    String begin();

    /** The same for these rows, where it depends on them. */
    default String begin(Staging staging) {
        return begin();
    }

    /** Does within the transaction what {@link #conclude} makes final. */
    void move(RemoteSession session, Staging staging);

    /** Ends the transaction, so that the rows are there. */
    void conclude(RemoteSession session, Staging staging);

    /**
     * Whether nothing has become final, asked when the answer to {@link #conclude} was lost; waits for a transaction that still ends.
     *
     * @param rows that the staging table had
     * @throws SkeinException where that cannot be told
     */
    boolean stillThere(RemoteSession session, Staging staging, long rows);

    PageSink sink(Staging staging);
}
