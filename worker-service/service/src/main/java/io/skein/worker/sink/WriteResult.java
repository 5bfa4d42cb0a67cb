package io.skein.worker.sink;

import java.util.List;

/**
 * What a sink took.
 *
 * @param fragments the connector's commit needs them
 */
public record WriteResult(long rows, long bytes, List<byte[]> fragments) {
    public WriteResult {
        fragments = List.copyOf(fragments);
    }
}
