package io.skein.worker.task;

import io.skein.spi.connector.WriteHandle;
import io.skein.spi.id.TaskId;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.scan.CatalogReference;
import io.skein.worker.summary.KeyRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a task is to do.
 *
 * @param keys columns of the output whose values are to be summed up
 * @param partitions how many consumers there are, at least 1
 */
public record TaskSpecification(
        TaskId id,
        String sql,
        List<TaskInput> inputs,
        OutputSchema outputs,
        Partitioning partitioning,
        int partitions,
        KernelSettings kernel,
        Optional<Write> write,
        List<KeyRequest> keys) {
    public TaskSpecification {
        inputs = List.copyOf(inputs);
        keys = List.copyOf(keys);
        if (partitions < 1) {
            throw new IllegalArgumentException("A task has a consumer");
        }
    }

    /** Which consumer gets a row. */
    public enum Partitioning {
        SINGLE,
        HASH,
        BROADCAST,
        ROUND_ROBIN
    }

    /** Rows go to the write's target; the output is their count. */
    public record Write(CatalogReference catalog, WriteHandle handle) {}
}
