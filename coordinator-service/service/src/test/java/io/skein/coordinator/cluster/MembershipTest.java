package io.skein.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skein.spi.id.NodeId;
import io.skein.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Set<Worker> present = new HashSet<>();
    private final Membership membership = new Membership(Duration.ofSeconds(3), clock, present::contains);
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        membership.addListener(new WorkerListener() {
            @Override
            public void lost(Worker worker, String reason) {
                events.add("lost " + worker.id() + "/" + worker.incarnation() + ": " + reason);
            }

            @Override
            public void draining(Worker worker) {
                events.add("draining " + worker.id());
            }
        });
    }

    @Test
    void aWorkerIsActiveFromItsFirstHeartbeat() {
        membership.heard(worker("b", "1"), WorkerState.ACTIVE);
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        assertThat(membership.active()).containsExactly(worker("a", "1"), worker("b", "1"));
    }

    @Test
    void aSilentWorkerIsLost() {
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        clock.advance(Duration.ofSeconds(2));
        membership.heard(worker("b", "1"), WorkerState.ACTIVE);
        clock.advance(Duration.ofMillis(1001));
        membership.dropSilent();
        assertThat(membership.active()).containsExactly(worker("b", "1"));
        assertThat(events).containsExactly("lost a/1: has not been heard of for 3.0 s");
    }

    @Test
    void aSilentWorkerWhoseProcessIsThereHasMoreTime() {
        present.add(worker("a", "1"));
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        membership.dropSilent();
        for (int check = 0; check < 15; check++) {
            clock.advance(Duration.ofSeconds(1));
            membership.dropSilent();
        }
        assertThat(membership.active()).containsExactly(worker("a", "1"));
        clock.advance(Duration.ofMillis(1));
        membership.dropSilent();
        assertThat(events).containsExactly("lost a/1: has not been heard of for 15.0 s");
    }

    @Test
    void aReportOfItsTasksKeepsAWorker() {
        membership.heard(worker("a", "2"), WorkerState.ACTIVE);
        clock.advance(Duration.ofSeconds(2));
        membership.alive(worker("a", "2"));
        membership.alive(worker("unknown", "1"));
        clock.advance(Duration.ofSeconds(3));
        membership.dropSilent();
        assertThat(membership.active()).containsExactly(worker("a", "2"));
        clock.advance(Duration.ofMillis(1));
        membership.alive(worker("a", "1"));
        membership.dropSilent();
        assertThat(membership.active()).isEmpty();
    }

    @Test
    void timeInWhichTheCoordinatorItselfStoodStillIsNoSilence() {
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        membership.dropSilent();
        clock.advance(Duration.ofSeconds(10));
        membership.dropSilent();
        assertThat(membership.active()).containsExactly(worker("a", "1"));
        for (int check = 0; check < 2; check++) {
            clock.advance(Duration.ofSeconds(1));
            membership.dropSilent();
        }
        assertThat(membership.active()).containsExactly(worker("a", "1"));
        clock.advance(Duration.ofMillis(1));
        membership.dropSilent();
        assertThat(events).containsExactly("lost a/1: has not been heard of for 3.0 s");
    }

    @Test
    void aDrainingWorkerTakesNothingNewButIsNotLost() {
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        membership.heard(worker("a", "1"), WorkerState.DRAINING);
        membership.heard(worker("a", "1"), WorkerState.DRAINING);
        assertThat(membership.active()).isEmpty();
        assertThat(membership.contains(worker("a", "1"))).isTrue();
        assertThat(events).containsExactly("draining a");
    }

    @Test
    void aWorkerThatSaysGoodbyeIsGoneAtOnce() {
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        membership.heard(worker("a", "1"), WorkerState.GONE);
        assertThat(membership.contains(worker("a", "1"))).isFalse();
        assertThat(events).containsExactly("lost a/1: was shut down");
    }

    @Test
    void aRestartedWorkerIsAnother() {
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        membership.heard(worker("a", "2"), WorkerState.ACTIVE);
        assertThat(membership.active()).containsExactly(worker("a", "2"));
        assertThat(membership.contains(worker("a", "1"))).isFalse();
        assertThat(events).containsExactly("lost a/1: was restarted");
    }

    @Test
    void whoWaitsForWorkersGetsTheFirst() throws Exception {
        CompletableFuture<List<Worker>> found = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                found.complete(membership.awaitActive(Duration.ofSeconds(30)));
            } catch (InterruptedException e) {
                found.completeExceptionally(e);
            }
        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        membership.heard(worker("a", "1"), WorkerState.ACTIVE);
        await().until(found::isDone);
        assertThat(found.get()).containsExactly(worker("a", "1"));
    }

    @Test
    void whoWaitsInVainGetsNone() throws Exception {
        assertThat(membership.awaitActive(Duration.ofMillis(10))).isEmpty();
    }

    private static Worker worker(String id, String incarnation) {
        return new Worker(new NodeId(id), incarnation, id + ":1", id + ":2", 1 << 30, 2, "test");
    }
}
