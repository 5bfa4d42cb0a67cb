package io.skein.coordinator.cluster;

import io.skein.spi.id.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The workers by their heartbeats. Each is
 *
 * <pre>
 *   (unknown) --active--> ACTIVE --draining--> DRAINING --gone, silent or restarted--> lost
 *                            \------------------gone, silent or restarted----------/
 * </pre>
 */
public final class Membership {
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(1);

    /** How much longer a worker may be silent whose process is still there: a busy machine may keep it from speaking. */
    private static final int BUSY_PATIENCE = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition joined = lock.newCondition();
    private final Map<NodeId, Member> members = new HashMap<>();
    private final List<WorkerListener> listeners = new CopyOnWriteArrayList<>();
    private final Duration timeout;
    private final Clock clock;
    private final Predicate<Worker> present;
    private @Nullable Instant checked;

    /**
     * @param timeout how long a worker may be silent before it is lost
     * @param present whether a silent worker's process is there; it may take a moment
     */
    public Membership(Duration timeout, Clock clock, Predicate<Worker> present) {
        this.timeout = timeout;
        this.clock = clock;
        this.present = present;
    }

    public void addListener(WorkerListener listener) {
        listeners.add(listener);
    }

    /** Takes a sign of life. */
    public void heard(Worker worker, WorkerState state) {
        List<Runnable> calls = new ArrayList<>();
        lock.lock();
        try {
            Member known = members.get(worker.id());
            if (known != null && !known.worker().incarnation().equals(worker.incarnation())) {
                calls.add(() -> listeners.forEach(listener -> listener.lost(known.worker(), "was restarted")));
                members.remove(worker.id());
            }
            if (state == WorkerState.GONE) {
                if (members.remove(worker.id()) != null) {
                    calls.add(() -> listeners.forEach(listener -> listener.lost(worker, "was shut down")));
                }
            } else {
                Member before = members.put(worker.id(), new Member(worker, state, clock.instant()));
                if (state == WorkerState.DRAINING && (before == null || before.state() != WorkerState.DRAINING)) {
                    calls.add(() -> listeners.forEach(listener -> listener.draining(worker)));
                }
                joined.signalAll();
            }
        } finally {
            lock.unlock();
        }
        calls.forEach(Runnable::run);
    }

    /** Takes another sign of life of a worker that is known: a report of its tasks. */
    public void alive(Worker worker) {
        lock.lock();
        try {
            Member known = members.get(worker.id());
            if (known != null && known.worker().incarnation().equals(worker.incarnation())) {
                members.put(worker.id(), new Member(known.worker(), known.state(), clock.instant()));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops the workers that have been silent for too long; to be called a few times a second. A call that comes late was held up like everything
     * else here, the workers' signs of life too: that time does not count as silence.
     */
    public void dropSilent() {
        Instant now = clock.instant();
        List<Member> lost = silent(now);
        Instant busy = now.minus(timeout.multipliedBy(BUSY_PATIENCE));
        lost.removeIf(member -> !member.heard().isBefore(busy) && present.test(member.worker()));
        lost.removeIf(member -> !remove(member));
        for (Member member : lost) {
            Duration silence = member.heard().isBefore(busy) ? timeout.multipliedBy(BUSY_PATIENCE) : timeout;
            String reason = "has not been heard of for " + silence.toMillis() / 1000.0 + " s";
            listeners.forEach(listener -> listener.lost(member.worker(), reason));
        }
    }

    private List<Member> silent(Instant now) {
        Instant limit = now.minus(timeout);
        lock.lock();
        try {
            Duration late =
                    Duration.between(checked == null ? now : checked, now).minus(CHECK_PATIENCE);
            if (late.isPositive()) {
                members.replaceAll((id, member) -> new Member(
                        member.worker(), member.state(), member.heard().plus(late)));
            }
            checked = now;
            return new ArrayList<>(members.values().stream()
                    .filter(member -> member.heard().isBefore(limit))
                    .toList());
        } finally {
            lock.unlock();
        }
    }

    /** Removes the member unless it was heard meanwhile. */
    private boolean remove(Member member) {
        lock.lock();
        try {
            return members.remove(member.worker().id(), member);
        } finally {
            lock.unlock();
        }
    }

    /** Workers that take tasks, by id. */
    public List<Worker> active() {
        lock.lock();
        try {
            return members.values().stream()
                    .filter(member -> member.state() == WorkerState.ACTIVE)
                    .map(Member::worker)
                    .sorted(Comparator.comparing(worker -> worker.id().value()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Workers that take tasks; waits for the first one to join, and is empty when none has come in time. */
    public List<Worker> awaitActive(Duration maximumWait) throws InterruptedException {
        long nanos = maximumWait.toNanos();
        lock.lock();
        try {
            while (true) {
                List<Worker> active = active();
                if (!active.isEmpty() || nanos <= 0) {
                    return active;
                }
                nanos = joined.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether this start of the worker is still a member, draining or not. */
    public boolean contains(Worker worker) {
        lock.lock();
        try {
            Member member = members.get(worker.id());
            return member != null && member.worker().incarnation().equals(worker.incarnation());
        } finally {
            lock.unlock();
        }
    }

    /** All members with their state, by id. */
    public List<Member> members() {
        lock.lock();
        try {
            return members.values().stream()
                    .sorted(Comparator.comparing(member -> member.worker().id().value()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** A worker, what it said of itself and when. */
    public record Member(Worker worker, WorkerState state, Instant heard) {}
}
