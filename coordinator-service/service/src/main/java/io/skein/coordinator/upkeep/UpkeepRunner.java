package io.skein.coordinator.upkeep;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.session.Session;
import io.skein.proto.v1.ReportUpkeepRequest;
import io.skein.proto.v1.TakeUpkeepRequest;
import io.skein.proto.v1.UpkeepServiceGrpc;
import io.skein.proto.v1.UpkeepServiceGrpc.UpkeepServiceBlockingStub;
import io.skein.proto.v1.UpkeepStep;
import io.skein.spi.error.SkeinException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Asks for steps of upkeep and runs them, one at a time. A step that fails is the catalog service's to plan anew. */
final class UpkeepRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(UpkeepRunner.class.getName());
    private static final String SOURCE = "skein-upkeep";
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int DEADLINE_SECONDS = 60;
    private static final int STOP_SECONDS = 5;

    private final UpkeepServiceBlockingStub catalog;
    private final Dispatcher dispatcher;
    private final Session session;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("skein-upkeep").factory());

    UpkeepRunner(Channel catalog, Dispatcher dispatcher, String user) {
        this.catalog = UpkeepServiceGrpc.newBlockingStub(catalog);
        this.dispatcher = dispatcher;
        this.session = new Session(
                user,
                Set.of(),
                Optional.of(SOURCE),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Locale.ENGLISH,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                new ClientTransaction.Unsupported(),
                Optional.empty(),
                user);
    }

    void start(Duration interval) {
        thread.scheduleWithFixedDelay(this::work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void work() {
        try {
            Optional<UpkeepStep> step = take();
            while (step.isPresent() && run(step.get())) {
                step = take();
            }
        } catch (StatusRuntimeException absent) {
            // The service is not there, or is of an older version: it is asked again.
            LOG.log(System.Logger.Level.DEBUG, "The catalog service does not answer", absent);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "A step of upkeep could not be run", failure);
        }
    }

    private Optional<UpkeepStep> take() {
        return Optional.of(stub().takeUpkeep(TakeUpkeepRequest.getDefaultInstance()))
                .filter(reply -> reply.hasStep())
                .map(reply -> reply.getStep());
    }

    /** False when this thread is to stop. */
    private boolean run(UpkeepStep step) {
        Query query = dispatcher.submit(session, step.getStatement());
        ReportUpkeepRequest.Builder end =
                ReportUpkeepRequest.newBuilder().setId(step.getId()).setEnded(true);
        try {
            await(query, step.getId());
        } catch (SkeinException failure) {
            LOG.log(System.Logger.Level.INFO, () -> step.getStatement() + ": " + failure.getMessage());
            end.setFailure(failure.code().name() + ": " + failure.getMessage());
        }
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        stub().reportUpkeep(end.build());
        return true;
    }

    private void await(Query query, String id) {
        long reported = System.nanoTime();
        while (!query.exhausted()) {
            query.next(WAIT).ifPresent(VectorSchemaRoot::close);
            boolean wanted = true;
            if (System.nanoTime() - reported > REPORT_NANOS) {
                reported = System.nanoTime();
                wanted = isWanted(id);
            }
            if (!wanted || Thread.currentThread().isInterrupted()) {
                query.cancel();
                return;
            }
        }
    }

    private boolean isWanted(String id) {
        try {
            return stub().reportUpkeep(
                            ReportUpkeepRequest.newBuilder().setId(id).build())
                    .getWanted();
        } catch (StatusRuntimeException absent) {
            // What has been begun is brought to an end even so.
            LOG.log(System.Logger.Level.DEBUG, "The catalog service does not answer", absent);
            return true;
        }
    }

    private UpkeepServiceBlockingStub stub() {
        return catalog.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Cancels the statement in hand. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "The upkeep of tables did not stop in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
