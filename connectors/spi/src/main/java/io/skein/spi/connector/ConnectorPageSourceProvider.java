package io.skein.spi.connector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Opens splits on the worker. */
public interface ConnectorPageSourceProvider {
    /** Reads the split's rows, with exactly these columns in this order, in the Arrow form of their types. */
    PageSource open(Split.PageSplit split, List<ColumnHandle> columns, BufferAllocator allocator);
}
