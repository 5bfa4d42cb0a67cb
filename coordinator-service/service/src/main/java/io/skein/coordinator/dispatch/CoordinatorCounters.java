package io.skein.coordinator.dispatch;

/**
 * Counters of one moment.
 *
 * @param executions queries whose end not every worker has confirmed
 * @param resultReaders open result streams
 * @param threads live platform threads of the process
 */
public record CoordinatorCounters(
        int runningQueries, int queuedQueries, int executions, int resultReaders, long arrowBytes, int threads) {}
