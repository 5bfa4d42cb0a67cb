package io.skein.worker.cluster;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.skein.proto.v1.HeartbeatRequest;
import io.skein.proto.v1.MembershipServiceGrpc;
import io.skein.proto.v1.MembershipServiceGrpc.MembershipServiceBlockingStub;
import io.skein.proto.v1.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Tells each coordinator that this worker lives, as often as that coordinator asks; at once when the state changes. */
final class Heartbeats implements AutoCloseable {
    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);
    private static final long DEADLINE_MILLISECONDS = 2000;

    private final HeartbeatRequest template;
    private final List<Beat> beats;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private NodeState state = NodeState.NODE_STATE_ACTIVE;
    private boolean closed;

    Heartbeats(HeartbeatRequest template, List<String> coordinators, Function<String, ManagedChannel> channels) {
        this.template = template;
        this.beats = coordinators.stream()
                .map(address -> new Beat(address, channels.apply(address)))
                .toList();
        beats.forEach(Beat::start);
    }

    /** Announces the state now and from now on. */
    void announce(NodeState next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        beats.forEach(beat -> beat.send(next));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        beats.forEach(beat -> beat.channel.shutdownNow());
    }

    private final class Beat {
        private final String address;
        private final ManagedChannel channel;
        private final MembershipServiceBlockingStub stub;
        private volatile long intervalMilliseconds = FIRST_INTERVAL.toMillis();
        private volatile boolean heard = true;

        Beat(String address, ManagedChannel channel) {
            this.address = address;
            this.channel = channel;
            this.stub = MembershipServiceGrpc.newBlockingStub(channel);
        }

        void start() {
            // Virtual threads wait while kernel calls hold all their carriers.
            Thread.ofPlatform().daemon().name("heartbeat-" + address).start(this::run);
        }

        private void run() {
            lock.lock();
            try {
                while (!closed) {
                    NodeState now = state;
                    lock.unlock();
                    try {
                        send(now);
                    } finally {
                        lock.lock();
                    }
                    if (!closed && now == state) {
                        boolean waited = changed.await(intervalMilliseconds, TimeUnit.MILLISECONDS);
                        assert waited || !waited;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }

        private void send(NodeState now) {
            try {
                int wanted = stub.withDeadlineAfter(DEADLINE_MILLISECONDS, TimeUnit.MILLISECONDS)
                        .heartbeat(template.toBuilder().setState(now).build())
                        .getIntervalMilliseconds();
                if (wanted > 0) {
                    intervalMilliseconds = wanted;
                }
                heard = true;
            } catch (StatusRuntimeException e) {
                if (heard) {
                    heard = false;
                    System.getLogger(Heartbeats.class.getName())
                            .log(
                                    System.Logger.Level.INFO,
                                    "Coordinator {0} does not answer: {1}",
                                    address,
                                    e.getStatus());
                }
            }
        }
    }
}
