package io.skein.worker.exchange;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.proto.v1.ExchangeTicket;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.TaskId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Serves output partitions over Flight. Each stream has a thread of its own: the call's executor must stay free to hear that the client is ready. */
final class FlightDoor extends NoOpFlightProducer {
    static final String ABANDON = "abandon";
    private static final String ERROR_TRAILER = "skein-error-bin";

    private final Exchange exchange;
    private final WorkerThreads threads;

    FlightDoor(Exchange exchange, WorkerThreads threads) {
        this.exchange = exchange;
        this.threads = threads;
    }

    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
        Sending sending = new Sending(listener);
        listener.setOnReadyHandler(sending::wake);
        listener.setOnCancelHandler(sending::cancel);
        try {
            ExchangeTicket exchangeTicket = ExchangeTicket.parseFrom(ticket.getBytes());
            TaskId task = TaskId.parse(exchangeTicket.getTaskId());
            exchange.find(task)
                    .whenComplete((output, failure) -> sending.begin(output, failure, exchangeTicket.getPartition()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            listener.error(CallStatus.INVALID_ARGUMENT
                    .withDescription("Not an exchange ticket")
                    .toRuntimeException());
        }
    }

    /** A consumer that stopped before its stream began tells so. */
    @Override
    public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
        try {
            if (!action.getType().equals(ABANDON)) {
                throw new IllegalArgumentException("Unknown action");
            }
            ExchangeTicket ticket = ExchangeTicket.parseFrom(action.getBody());
            exchange.find(TaskId.parse(ticket.getTaskId()))
                    .thenAccept(output -> output.buffer().abandon(ticket.getPartition()));
            listener.onCompleted();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            listener.onError(CallStatus.INVALID_ARGUMENT
                    .withDescription("Not an abandoned ticket")
                    .toRuntimeException());
        }
    }

    private static FlightRuntimeException flightError(Throwable failure) {
        SkeinException known = ErrorCodec.normalize(failure);
        ErrorFlightMetadata metadata = new ErrorFlightMetadata();
        metadata.insert(ERROR_TRAILER, ErrorCodec.trailer(known));
        return CallStatus.INTERNAL
                .withDescription(ErrorCodec.description(known))
                .withMetadata(metadata)
                .toRuntimeException();
    }

    /** One stream to one client. */
    private final class Sending {
        private final ServerStreamListener listener;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private volatile boolean canceled;
        private final CompletableFuture<BatchStream> stream = new CompletableFuture<>();

        Sending(ServerStreamListener listener) {
            this.listener = listener;
        }

        void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void cancel() {
            canceled = true;
            wake();
            stream.thenAccept(BatchStream::cancel);
        }

        void begin(@Nullable TaskOutput output, @Nullable Throwable failure, int partition) {
            if (output == null) {
                listener.error(flightError(failure == null ? SkeinException.canceled() : failure));
                return;
            }
            try {
                threads.start(() -> send(output, partition));
            } catch (SkeinException e) {
                listener.error(flightError(e));
            }
        }

        private void send(TaskOutput output, int partition) {
            try (BatchStream batches = output.buffer().read(partition);
                    VectorSchemaRoot root =
                            VectorSchemaRoot.create(output.schema().arrow(), output.allocator())) {
                stream.complete(batches);
                listener.start(root);
                for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                    try {
                        if (!awaitReady()) {
                            return;
                        }
                        batch.load(root);
                    } finally {
                        batch.release();
                    }
                    listener.putNext();
                    root.clear();
                }
                listener.completed();
            } catch (RuntimeException e) {
                if (!canceled) {
                    listener.error(flightError(e));
                }
            }
        }

        /** False when the client has gone. */
        private boolean awaitReady() {
            lock.lock();
            try {
                while (!listener.isReady() && !canceled && !listener.isCancelled()) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
            return !canceled && !listener.isCancelled();
        }
    }
}
