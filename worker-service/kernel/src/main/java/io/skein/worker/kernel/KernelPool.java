package io.skein.worker.kernel;

import io.skein.worker.kernel.KernelSettings.JoinOrder;
import io.skein.worker.kernel.KernelSettings.Profiling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Holds instances ready: a query's first task leases one, its last one closes the lease, and an instance that went through all of it
 * unharmed serves the next query. Thread-safe.
 */
public final class KernelPool implements AutoCloseable {
    private final KernelConfiguration configuration;
    private final Path directory;
    private final Map<JoinOrder, Queue<KernelInstance>> ready = new EnumMap<>(JoinOrder.class);
    private final Semaphore wanted;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger leased = new AtomicInteger();
    private final Thread warmer;
    private volatile boolean closed;

    public KernelPool(KernelConfiguration configuration) {
        this.configuration = configuration;
        this.directory = configuration.spillDirectory().resolve("skein-kernels-" + UUID.randomUUID());
        createDirectory();
        for (JoinOrder order : JoinOrder.values()) {
            ready.put(order, new LinkedBlockingQueue<>());
        }
        this.wanted = new Semaphore(configuration.warm());
        this.warmer = Thread.ofPlatform().daemon().name("kernel-warmer").start(this::warm);
    }

    /** A kernel of one's own; close it to give everything back. */
    public Kernel lease(KernelSettings settings) {
        if (closed) {
            throw new IllegalStateException("The pool is closed");
        }
        KernelSettings effective = settings.within(configuration.memoryLimitBytes());
        KernelInstance warm = common(effective) ? ready(effective).poll() : null;
        KernelInstance instance = warm == null ? open(effective) : warm;
        leased.incrementAndGet();
        return new Kernel(instance, this::takeBack);
    }

    private void takeBack(KernelInstance instance) {
        KernelSettings settings = instance.settings();
        if (!closed && common(settings) && ready(settings).size() < configuration.warm() && instance.reusable()) {
            ready(settings).add(instance);
        } else {
            instance.close();
            wanted.release();
        }
        leased.decrementAndGet();
        if (closed) {
            closeReady();
        }
    }

    /** Whether any query may get an instance with these settings; the others are opened and closed for their query. */
    private boolean common(KernelSettings settings) {
        return settings.profiling() == Profiling.OFF && settings.memoryLimitBytes() == configuration.memoryLimitBytes();
    }

    private Queue<KernelInstance> ready(KernelSettings settings) {
        return Objects.requireNonNull(ready.get(settings.joinOrder()));
    }

    /** Kernels that are out. */
    public int leased() {
        return leased.get();
    }

    /** Instances that wait for a query. */
    public int ready() {
        return ready.values().stream().mapToInt(Queue::size).sum();
    }

    /** Spill files on disk, of all kernels. */
    public int temporaryFiles() {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return (int) files.filter(Files::isRegularFile).count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Closes the waiting instances; those that are out are closed by who has them. */
    @Override
    public void close() {
        closed = true;
        warmer.interrupt();
        try {
            warmer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeReady();
        SpillDirectories.delete(directory);
    }

    private void closeReady() {
        for (Queue<KernelInstance> queue : ready.values()) {
            for (KernelInstance instance = queue.poll(); instance != null; instance = queue.poll()) {
                instance.close();
            }
        }
    }

    private void createDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the spill directory " + directory, e);
        }
    }

    private void warm() {
        try {
            while (!closed) {
                wanted.acquire();
                KernelSettings settings = KernelSettings.DEFAULT.within(configuration.memoryLimitBytes());
                if (ready(settings).size() < configuration.warm()) {
                    ready(settings).add(open(settings));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KernelInstance open(KernelSettings settings) {
        return KernelInstance.open(configuration, settings, directory.resolve("kernel-" + numbers.incrementAndGet()));
    }
}
