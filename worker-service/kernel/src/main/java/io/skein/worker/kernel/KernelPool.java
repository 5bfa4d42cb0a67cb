package io.skein.worker.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Holds kernels ready: a query's first task takes one, its last one closes it. Thread-safe. */
public final class KernelPool implements AutoCloseable {
    private final KernelConfiguration configuration;
    private final Path directory;
    private final BlockingQueue<Kernel> ready = new LinkedBlockingQueue<>();
    private final Semaphore wanted;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger leased = new AtomicInteger();
    private final Thread warmer;
    private volatile boolean closed;

    public KernelPool(KernelConfiguration configuration) {
        this.configuration = configuration;
        this.directory = configuration.spillDirectory().resolve("skein-kernels-" + UUID.randomUUID());
        createDirectory();
        this.wanted = new Semaphore(configuration.warm());
        this.warmer = Thread.ofPlatform().daemon().name("kernel-warmer").start(this::warm);
    }

    /** A kernel of one's own; close it to give everything back. */
    public Kernel lease(KernelSettings settings) {
        if (closed) {
            throw new IllegalStateException("The pool is closed");
        }
        Kernel warm = ready.poll();
        Kernel kernel = warm == null ? open() : warm;
        if (warm != null) {
            wanted.release();
        }
        try {
            kernel.begin(settings, leased::decrementAndGet);
            leased.incrementAndGet();
        } catch (RuntimeException e) {
            kernel.discard();
            throw e;
        }
        return kernel;
    }

    /** Kernels that are out. */
    public int leased() {
        return leased.get();
    }

    /** Kernels that wait for a query. */
    public int ready() {
        return ready.size();
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

    /** Closes the waiting kernels; those that are out are closed by who has them. */
    @Override
    public void close() {
        closed = true;
        warmer.interrupt();
        try {
            warmer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Kernel kernel = ready.poll(); kernel != null; kernel = ready.poll()) {
            kernel.discard();
        }
        SpillDirectories.delete(directory);
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
                ready.add(open());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Kernel open() {
        return Kernel.open(configuration, directory.resolve("kernel-" + numbers.incrementAndGet()));
    }
}
