package io.skein.worker.task;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How tasks are kept.
 *
 * @param memoryLimitBytes of a query on this worker, for data on its way (its kernel has the same limit of its own)
 * @param overflowDirectory where exchange data goes that would block its producer
 * @param uploadDirectory where files are written that go to remote storage
 * @param watchTimeout a query whose tasks nobody watches for this long is ended
 * @param readerTimeout a task whose output nobody comes to fetch for this long fails
 */
public record TaskSettings(
        long memoryLimitBytes,
        Path overflowDirectory,
        Path uploadDirectory,
        Duration watchTimeout,
        Duration readerTimeout) {}
