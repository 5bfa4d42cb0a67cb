package io.skein.spi.connector;

import java.util.OptionalLong;

/**
 * Changes of single rows, which a scan knows by {@link RowIdentity}. {@link ConnectorWrite} finishes or aborts what is begun here; finish fails
 * with the connector's own error when others have changed meanwhile what the statement has read.
 */
public interface ConnectorRowChanges {
    /**
     * Begins DELETE, UPDATE or MERGE.
     *
     * @param read what the statement reads of the table
     */
    WriteHandle begin(TableHandle table, ChangedColumns columns, Constraint read);

    /** Deletes exactly the rows within the constraint and tells their number, or does nothing where that takes looking at rows. */
    OptionalLong delete(TableHandle table, Constraint rows);
}
