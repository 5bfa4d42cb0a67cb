package io.skein.catalog.upkeep;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread that looks for tables whose upkeep is due. */
public final class UpkeepScheduler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(UpkeepScheduler.class.getName());

    private static final int STOP_SECONDS = 10;

    private final DueTables tables;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-upkeep").factory());

    public UpkeepScheduler(DueTables tables) {
        this.tables = tables;
    }

    /** @param interval how often it is asked whether a catalog's time has come; each says itself how often that is */
    public void start(Duration interval) {
        thread.scheduleWithFixedDelay(this::check, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check() {
        try {
            tables.check();
        } catch (RuntimeException failure) {
            // Else the thread would never look again.
            LOG.log(System.Logger.Level.WARNING, "Upkeep could not be looked for", failure);
        }
    }

    /** Returns when no connector is looked through any more. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "The look for due upkeep did not stop in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
