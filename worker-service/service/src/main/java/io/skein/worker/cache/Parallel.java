package io.skein.worker.cache;

import io.skein.spi.error.SkeinException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Work side by side on virtual threads. */
public final class Parallel {
    private Parallel() {}

    /** Returns when all of it has ended. The first failure, or an interrupt of the caller, interrupts what still runs. */
    public static <T> void forEach(List<T> items, Consumer<T> work) {
        if (items.size() == 1) {
            work.accept(items.getFirst());
            return;
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Boolean> running = new ExecutorCompletionService<>(executor);
            items.forEach(item -> running.submit(() -> work.accept(item), true));
            try {
                for (int i = 0; i < items.size(); i++) {
                    running.take().get();
                }
            } catch (ExecutionException failure) {
                executor.shutdownNow();
                throw failure.getCause() instanceof RuntimeException known
                        ? known
                        : new IllegalStateException(failure.getCause());
            } catch (InterruptedException stopped) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw SkeinException.canceled();
            }
        }
    }
}
