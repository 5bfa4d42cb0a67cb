package io.skein.worker.cluster;

/** What the worker holds for queries now. All zero when none runs. */
public record WorkerCounters(
        int tasks, int queries, int taskThreads, long arrowBytes, long bufferedBytes, int temporaryFiles) {}
