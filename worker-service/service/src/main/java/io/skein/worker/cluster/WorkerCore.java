package io.skein.worker.cluster;

import io.grpc.ManagedChannel;
import io.grpc.ServerInterceptor;
import io.skein.spi.error.SkeinException;
import io.skein.worker.cache.FileCache;
import io.skein.worker.exchange.Exchange;
import io.skein.worker.exchange.Exchanges;
import io.skein.worker.exchange.FlightClients;
import io.skein.worker.exchange.WorkerThreads;
import io.skein.worker.kernel.KernelPool;
import io.skein.worker.scan.WorkerCatalogs;
import io.skein.worker.task.Services;
import io.skein.worker.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A worker without its frame: everything but the gRPC server and the heartbeats. */
public class WorkerCore implements AutoCloseable {
    private static final int SWEEP_SECONDS = 3;

    private final Path overflowDirectory;
    private final BufferAllocator allocator;
    private final BufferAllocator queryAllocator;
    private final WorkerThreads threads;
    private final KernelPool kernels;
    private final Exchange exchange;
    private final Exchanges exchanges;
    private final WorkerCatalogs catalogs;
    private final FileCache cache;
    private final Tasks tasks;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("worker-clock").factory());

    /**
     * @param channels opens channels to other workers' exchanges
     * @param trust checks who reads from this worker's exchange
     */
    public WorkerCore(
            WorkerSettings settings,
            WorkerCatalogs catalogs,
            Function<String, ManagedChannel> channels,
            ServerInterceptor trust) {
        this.overflowDirectory = settings.tasks().overflowDirectory();
        this.catalogs = catalogs;
        allocator = new RootAllocator(settings.arrowLimitBytes());
        queryAllocator = allocator.newChildAllocator("queries", 0, Long.MAX_VALUE);
        threads = new WorkerThreads(settings.maximumThreads());
        kernels = new KernelPool(settings.kernel());
        cache = new FileCache(settings.cache());
        exchange = new Exchange(settings.exchangeBufferBytes(), settings.producerPatience());
        exchanges = new Exchanges(
                exchange,
                new FlightClients(allocator.newChildAllocator("flight-clients", 0, Long.MAX_VALUE), channels),
                threads,
                allocator,
                settings.flight(),
                trust);
        tasks = new Tasks(
                new Services(kernels, exchange, exchanges, catalogs, cache, threads, queryAllocator, settings.tasks()));
        clock.scheduleWithFixedDelay(() -> calls.execute(tasks::reap), 1, 1, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(
                () -> calls.execute(this::sweepCatalogs), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private void sweepCatalogs() {
        try {
            catalogs.sweep();
        } catch (SkeinException absent) {
            System.getLogger(WorkerCore.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "The catalog service does not say which catalogs there are",
                            absent);
        }
    }

    public Tasks tasks() {
        return tasks;
    }

    /** host:port of the Flight server, as others reach it. */
    public String flightAddress() {
        return exchanges.address();
    }

    /** Where calls may block. */
    public Executor callThreads() {
        return calls;
    }

    public ScheduledExecutorService clock() {
        return clock;
    }

    public WorkerCounters counters() {
        return new WorkerCounters(
                tasks.taskCount(),
                tasks.queryCount(),
                threads.busy(),
                queryAllocator.getAllocatedMemory(),
                exchange.bufferedBytes(),
                kernels.temporaryFiles() + overflowFiles());
    }

    /** What is kept of remote files. */
    public FileCache cache() {
        return cache;
    }

    private int overflowFiles() {
        if (!Files.isDirectory(overflowDirectory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(overflowDirectory)) {
            return (int) files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends every query and gives everything back. */
    @Override
    public void close() {
        tasks.close();
        clock.shutdownNow();
        exchanges.close();
        cache.close();
        catalogs.close();
        kernels.close();
        threads.close();
        calls.shutdownNow();
        closeQuietly(queryAllocator);
        closeQuietly(allocator);
    }

    private static void closeQuietly(BufferAllocator allocator) {
        try {
            allocator.close();
        } catch (IllegalStateException e) {
            System.getLogger(WorkerCore.class.getName())
                    .log(System.Logger.Level.WARNING, "Memory is still held: {0}", e.getMessage());
        }
    }
}
