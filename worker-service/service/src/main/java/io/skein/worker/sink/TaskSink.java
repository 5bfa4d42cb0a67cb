package io.skein.worker.sink;

import io.skein.worker.kernel.KernelStatement;

/** Takes all rows of a task's statement. One thread uses it. */
public interface TaskSink {
    /** Runs the statement's SQL into the sink. */
    WriteResult write(KernelStatement statement, String sql);

    /** Drops what was written; after a failure, or when the task is no longer wanted. */
    void abort();
}
