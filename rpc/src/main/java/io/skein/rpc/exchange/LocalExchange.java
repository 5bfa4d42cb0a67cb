package io.skein.rpc.exchange;

/** The output side of a worker that lives in this process. */
public interface LocalExchange {
    /**
     * Opens one output partition of a task, as a Flight read with that ticket would: it may be opened once, and its failure shows in the reader.
     *
     * @throws io.skein.spi.error.SkeinException when there is no such task
     */
    BatchReader open(String taskId, int partition);
}
