package io.skein.worker.cluster;

import com.sun.management.OperatingSystemMXBean;
import io.skein.worker.cache.CacheSettings;
import io.skein.worker.exchange.Exchanges.Endpoint;
import io.skein.worker.kernel.KernelConfiguration;
import io.skein.worker.task.TaskSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.Stream;

/** From configuration to settings. */
final class ConfiguredSettings {
    private static final double MEMORY_SHARE = 0.6;

    private ConfiguredSettings() {}

    static WorkerSettings of(WorkerConfiguration configuration) {
        Path spill = configuration
                .spillDirectory()
                .orElse(configuration.dataDirectory().resolve("spill"));
        Path uploads = spill.resolve("uploads-" + ProcessHandle.current().pid());
        Path cache = configuration
                .cacheDirectory()
                .orElse(configuration.dataDirectory().resolve("cache"));
        Path substitute = spill.resolve("fetched");
        long memory = memoryLimit(configuration);
        return new WorkerSettings(
                new KernelConfiguration(
                        memory,
                        configuration
                                .kernelThreads()
                                .orElse(Runtime.getRuntime().availableProcessors()),
                        spill,
                        Stream.concat(configuration.tableDirectories().stream(), Stream.of(cache, substitute, uploads))
                                .toList(),
                        configuration.warmKernels()),
                new TaskSettings(
                        memory,
                        spill.resolve("exchange-" + ProcessHandle.current().pid()),
                        uploads,
                        configuration.watchTimeout(),
                        configuration.readerTimeout()),
                new CacheSettings(cache, substitute, configuration.cacheSize(), configuration.cacheRequests()),
                new Endpoint(configuration.flightHost(), configuration.flightPort(), configuration.advertisedHost()),
                configuration.maxThreads(),
                configuration.exchangeBufferSize(),
                configuration.exchangeMaxMemory(),
                configuration.producerTimeout());
    }

    static long memoryLimit(WorkerConfiguration configuration) {
        return configuration.queryMaxMemoryPerNode().orElseGet(() -> (long) (machineMemory() * MEMORY_SHARE));
    }

    private static long machineMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
