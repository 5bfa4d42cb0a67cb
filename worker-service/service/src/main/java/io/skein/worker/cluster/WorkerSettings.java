package io.skein.worker.cluster;

import io.skein.worker.cache.CacheSettings;
import io.skein.worker.exchange.Exchanges.Endpoint;
import io.skein.worker.kernel.KernelConfiguration;
import io.skein.worker.task.TaskSettings;
import java.time.Duration;

/**
 * All that a worker is made of.
 *
 * @param maximumThreads for tasks, read-ahead and streams
 * @param exchangeBufferBytes how much of its output a task holds in memory
 * @param producerPatience how long a consumer waits for its producer to be created
 */
public record WorkerSettings(
        KernelConfiguration kernel,
        TaskSettings tasks,
        CacheSettings cache,
        Endpoint flight,
        int maximumThreads,
        long exchangeBufferBytes,
        long arrowLimitBytes,
        Duration producerPatience) {}
