package io.skein.connector.http.client;

import io.skein.spi.error.SkeinException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;

/** Lets any thread end another's request, and its waiting for the next. */
public final class Interruption {
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable HttpGet running;

    /** The request that is to be ended from now on. */
    synchronized void watch(HttpGet request) {
        check();
        running = request;
    }

    /** Fails if it was ended. */
    public void check() {
        if (ended.getCount() == 0) {
            throw SkeinException.canceled();
        }
    }

    /** Waits, unless it is ended. */
    void sleep(Duration time) {
        try {
            if (ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw SkeinException.canceled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        }
    }

    /** Ends what is under way and what would come; its connection is closed. */
    public void end() {
        @Nullable HttpGet request;
        synchronized (this) {
            ended.countDown();
            request = running;
        }
        if (request != null) {
            request.cancel();
        }
    }
}
