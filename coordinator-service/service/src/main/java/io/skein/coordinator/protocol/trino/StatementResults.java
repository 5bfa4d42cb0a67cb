package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonFactory;
import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.protocol.value.DateTimeForm;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Pages one query's results. Keeps the last page, so that a client that lost an answer gets the same one again, and the rest of one batch. */
final class StatementResults {
    private static final System.Logger LOG = System.getLogger(StatementResults.class.getName());
    private static final long FIRST_TARGET = 1 << 20;
    private static final long LARGEST_TARGET = 8 << 20;
    /** With rows at hand, how long to wait for more before the page is sent. */
    private static final Duration LINGER = Duration.ofMillis(20);

    private final Query query;
    private final String slug;
    private final DateTimeForm form;
    private final PageWriter writer;
    private final JsonFactory factory;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Page lastPage;
    private @Nullable VectorSchemaRoot batch;
    private int nextRow;
    private long target = FIRST_TARGET;
    private volatile long lastUsed = System.nanoTime();

    StatementResults(Query query, String slug, JsonFactory factory) {
        this.query = query;
        this.slug = slug;
        this.factory = factory;
        this.form = DateTimeForm.of(query.info().session().clientCapabilities());
        this.writer = new PageWriter(factory, query.id().value(), form);
    }

    Query query() {
        return query;
    }

    boolean slugIs(String presented) {
        return slug.equals(presented);
    }

    /** The answer to the statement itself: no rows yet, only where to ask. */
    Page first(PageTarget at) throws IOException {
        lock.lock();
        try {
            Page page =
                    writer.progress(0, query.info(), at, at.queued(query.id().value(), 1));
            lastPage = page;
            return page;
        } finally {
            lock.unlock();
        }
    }

    /** The page with that number, waiting for rows or the end for a while; empty when it is neither the last one nor the next. */
    Optional<Page> page(long token, PageTarget at, Duration maximumWait) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            lastUsed = System.nanoTime();
            query.touch();
            Page known = lastPage;
            if (known != null && known.token() == token) {
                return Optional.of(known);
            }
            if (known == null || known.last() || token != known.token() + 1) {
                return Optional.empty();
            }
            Page page = next(token, at, System.nanoTime() + maximumWait.toNanos());
            lastPage = page;
            return Optional.of(page);
        } finally {
            lastUsed = System.nanoTime();
            lock.unlock();
        }
    }

    void cancel() {
        query.cancel();
        release();
    }

    /** Lets go of what a query that is over still holds; unless a page is being made, which does it itself. */
    void releaseIfOver() {
        if (query.info().state() == QueryInfo.State.FAILED && lock.tryLock()) {
            try {
                closeBatch();
            } finally {
                lock.unlock();
            }
        }
    }

    void release() {
        lock.lock();
        try {
            closeBatch();
        } finally {
            lock.unlock();
        }
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastUsed);
    }

    private Page next(long token, PageTarget at, long deadline) throws IOException, InterruptedException {
        try {
            Optional<List<OutputColumn>> columns = columns(deadline);
            if (columns.isEmpty()) {
                return writer.progress(
                        token, query.info(), at, at.next(query.id().value(), token + 1));
            }
            return rows(token, at, columns.get(), deadline);
        } catch (SkeinException failure) {
            closeBatch();
            query.awaitEnd(left(deadline));
            return writer.failure(token, query.info(), at, failure);
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError unexpected) {
            closeBatch();
            SkeinException failure = ErrorCodec.normalize(unexpected);
            query.fail(failure);
            LOG.log(System.Logger.Level.ERROR, () -> "A page of " + query.id() + " failed", unexpected);
            return writer.failure(token, query.info(), at, failure);
        }
    }

    private Page rows(long token, PageTarget at, List<OutputColumn> columns, long deadline) throws IOException {
        List<Type> types = columns.stream().map(OutputColumn::type).toList();
        try (DataWriter data = new DataWriter(factory, target)) {
            while (!data.full() && takeBatch(data.empty() ? left(deadline) : LINGER)) {
                write(data, types);
            }
            boolean over = batch == null && query.exhausted() && query.awaitEnd(data.empty() ? left(deadline) : LINGER);
            if (data.full()) {
                target = Math.min(target * 2, LARGEST_TARGET);
            }
            QueryInfo info = query.info();
            if (over && info.failure().isPresent()) {
                throw info.failure().get();
            }
            byte[] json = data.empty() ? PageWriter.NO_DATA : data.finish();
            return over ? writer.last(token, info, at, columns, json) : writer.rows(token, info, at, columns, json);
        }
    }

    /** Whether there is a batch with rows left. */
    private boolean takeBatch(Duration maximumWait) {
        if (batch == null && !query.exhausted()) {
            batch = query.next(maximumWait).orElse(null);
            nextRow = 0;
        }
        return batch != null;
    }

    private void write(DataWriter data, List<Type> types) throws IOException {
        VectorSchemaRoot current = batch;
        if (current != null) {
            nextRow = data.write(types, current, nextRow, form);
            if (nextRow >= current.getRowCount()) {
                closeBatch();
            }
        }
    }

    private void closeBatch() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }

    private Optional<List<OutputColumn>> columns(long deadline) throws InterruptedException {
        try {
            return Optional.of(query.columns().get(left(deadline).toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw ErrorCodec.normalize(failed);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
