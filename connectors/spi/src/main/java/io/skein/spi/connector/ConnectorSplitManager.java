package io.skein.spi.connector;

import java.util.List;

/** Cuts a scan into splits, leaving out what the constraint excludes. */
public interface ConnectorSplitManager {
    SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint);
}
