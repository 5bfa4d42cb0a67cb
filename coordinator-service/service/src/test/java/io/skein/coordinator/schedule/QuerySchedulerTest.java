package io.skein.coordinator.schedule;

import static io.skein.coordinator.schedule.Fragments.everywhere;
import static io.skein.coordinator.schedule.Fragments.exchange;
import static io.skein.coordinator.schedule.Fragments.scan;
import static io.skein.coordinator.schedule.Fragments.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.cluster.Membership;
import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.cluster.WorkerState;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.TaskSpec;
import io.skein.proto.v1.TaskState;
import io.skein.proto.v1.TaskStatus;
import io.skein.rpc.Caller;
import io.skein.rpc.Channels;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.SharedSecret;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.testing.FakeCatalog;
import io.skein.testing.FakeResults;
import io.skein.testing.FakeWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuerySchedulerTest {
    private static final QueryId QUERY = new QueryId("q");
    private static final ScheduleOptions OPTIONS = new ScheduleOptions(
            new Caller("lab", Set.of()), new CatalogPins(TreeMap::new, _ -> {}), 0, false, Optional.empty());
    private static final List<Fragment> TWO_STAGES =
            List.of(single(0, exchange(1)), everywhere(1, Partitioning.SINGLE, scan("orders")));

    private final Channels channels = new Channels(new SharedSecret(""));
    private final FakeWorker first = new FakeWorker("a");
    private final FakeWorker second = new FakeWorker("b");
    private final FakeCatalog catalog = new FakeCatalog();
    private final FakeResults results = new FakeResults();
    private final ManagedChannel catalogChannel = channels.open(catalog.address());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Membership membership = new Membership(Duration.ofMillis(200), Clock.systemUTC(), _ -> false);
    private final WorkerLinks links = new WorkerLinks(channels::open);
    private QueryScheduler scheduler;

    @BeforeEach
    void join() {
        scheduler = new QueryScheduler(
                membership,
                new CatalogClient(catalogChannel, Duration.ofSeconds(1), Thread::startVirtualThread),
                links,
                results,
                threads,
                clock,
                Duration.ofMillis(50),
                1 << 26);
        membership.heard(first.worker(), WorkerState.ACTIVE);
        membership.heard(second.worker(), WorkerState.ACTIVE);
    }

    @AfterEach
    void stop() {
        links.close();
        catalogChannel.shutdownNow();
        clock.shutdownNow();
        threads.shutdownNow();
        catalog.close();
        first.close();
        second.close();
    }

    @Test
    void splitsAreSpreadOverTheTasksBeforeTheyStart() {
        catalog.splits(IntStream.range(0, 10)
                .mapToObj(i -> Split.newBuilder().setRows(100 + i).build())
                .toList());
        start(TWO_STAGES);
        await().until(() -> first.specs().containsKey("q.1.0") && second.specs().containsKey("q.1.1"));
        assertThat(first.splits("q.1.0")).hasSize(5);
        assertThat(second.splits("q.1.1")).hasSize(5);
        assertThat(Stream.concat(first.splits("q.1.0").stream(), second.splits("q.1.1").stream())
                        .map(Split::getRows))
                .containsExactlyInAnyOrder(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L);
    }

    @Test
    void theRootsOutputIsOpenedOnceItsTaskIsThere() throws Exception {
        Execution execution = start(List.of(single(0)));
        results.end();
        execution.rootReady().get();
        try (ResultStream stream = execution.results()) {
            assertThat(stream.next()).isEmpty();
        }
        assertThat(results.opened()).containsExactly("q.0.0 on a");
        assertThat(first.specs().values().stream().map(TaskSpec::getKernelSql)).containsExactly("SELECT 0");
    }

    @Test
    void aTasksFailureEndsTheQueryWithItsOwnError() throws Exception {
        Execution execution = start(TWO_STAGES);
        await().until(() -> second.isWatched("q.1.1"));
        second.say(failed("q.1.1", StandardErrorCode.DIVISION_BY_ZERO, "Division by zero"));
        SkeinException failure = execution.failure().get();
        assertThat(failure.code()).isEqualTo(StandardErrorCode.DIVISION_BY_ZERO.code());
        assertThat(failure).hasMessage("Division by zero");
    }

    @Test
    void aBrokenTransportWaitsForTheFailureThatExplainsIt() throws Exception {
        Execution execution = start(TWO_STAGES);
        await().until(() -> first.isWatched("q.0.0") && second.isWatched("q.1.1"));
        first.say(failed("q.0.0", StandardErrorCode.PAGE_TRANSPORT_ERROR, "Could not fetch q.1.1"));
        await().until(() -> execution.reports().getFirst().state() == TaskReport.State.FAILED);
        second.say(failed("q.1.1", StandardErrorCode.ICEBERG_BAD_DATA, "Malformed Parquet file"));
        assertThat(execution.failure().get()).hasMessage("Malformed Parquet file");
    }

    @Test
    void aBrokenTransportThatNothingExplainsIsTheCause() throws Exception {
        Execution execution = start(TWO_STAGES);
        await().until(() -> first.isWatched("q.0.0"));
        first.say(failed("q.0.0", StandardErrorCode.PAGE_TRANSPORT_ERROR, "Could not fetch q.1.1"));
        assertThat(execution.failure().get()).hasMessage("Could not fetch q.1.1");
    }

    @Test
    void aKilledWorkerFailsItsQueries() throws Exception {
        Execution execution = start(TWO_STAGES);
        await().until(() -> second.isWatched("q.1.1"));
        second.close();
        SkeinException failure = execution.failure().get();
        assertThat(failure.code()).isEqualTo(StandardErrorCode.REMOTE_HOST_GONE.code());
        assertThat(failure.getMessage())
                .startsWith("Encountered too many errors talking to a worker node.")
                .endsWith("(Worker b at " + second.worker().grpcAddress() + " does not answer)");
    }

    @Test
    void aSilentWorkerFailsItsQueries() throws Exception {
        Execution execution = start(TWO_STAGES);
        await().until(() -> {
            membership.heard(first.worker(), WorkerState.ACTIVE);
            membership.dropSilent();
            return execution.failure().isDone();
        });
        assertThat(execution.failure().get().getMessage())
                .endsWith("(Worker b at " + second.worker().grpcAddress() + " has not been heard of for 0.2 s)");
    }

    @Test
    void aWorkerThatOnlyDrainsFinishesItsTasks() {
        Execution execution = start(TWO_STAGES);
        membership.heard(second.worker(), WorkerState.DRAINING);
        await().until(() -> second.isWatched("q.1.1"));
        assertThat(execution.failure()).isNotDone();
        assertThat(membership.active()).containsExactly(first.worker());
    }

    @Test
    void aRefusedTaskEndsTheQueryWithTheRefusal() throws Exception {
        second.refuse(
                ErrorCodec.toStatus(new SkeinException(StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT, "No memory left"))
                        .getStatus());
        Execution execution = start(TWO_STAGES);
        assertThat(execution.failure().get()).hasMessage("No memory left");
    }

    @Test
    void endingReachesEveryWorkerOnce() throws Exception {
        Execution execution = start(TWO_STAGES);
        execution.end();
        execution.end().get();
        assertThat(first.endedQueries()).containsExactly("q");
        assertThat(second.endedQueries()).containsExactly("q");
        assertThat(scheduler.runningCount()).isZero();
    }

    @Test
    void allTasksDoneIsTold() throws Exception {
        Execution execution = start(List.of(single(0)));
        await().until(() -> first.isWatched("q.0.0"));
        first.say(TaskStatus.newBuilder()
                .setTaskId("q.0.0")
                .setState(TaskState.TASK_STATE_FINISHED)
                .setRowsRead(42)
                .build());
        execution.tasksDone().get();
        assertThat(execution.reports().getFirst().counts().rowsRead()).isEqualTo(42);
    }

    @Test
    void aWritesFragmentsAreGatheredFromAllWriters() throws Exception {
        List<Fragment> write = List.of(
                single(0, exchange(1)),
                new Fragment(
                        1,
                        "SELECT 1",
                        List.of(scan("orders")),
                        Fragments.COLUMNS,
                        Partitioning.SINGLE,
                        Fragment.Placement.ALL_WORKERS,
                        false,
                        true));
        Execution execution = scheduler.start(QUERY, write, List.of(), workers(), Writes.options());
        await().until(() -> first.isWatched("q.1.0") && second.isWatched("q.1.1"));
        first.say(finished("q.1.0", "x"));
        assertThat(execution.written()).isNotDone();
        second.say(finished("q.1.1", "y"));
        assertThat(execution.written().get().stream().map(String::new)).containsExactly("x", "y");
    }

    @Test
    void withoutWorkersThereIsNobodyToRunIt() {
        membership.heard(first.worker(), WorkerState.GONE);
        membership.heard(second.worker(), WorkerState.GONE);
        assertThatThrownBy(() -> scheduler.workers())
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.NO_NODES_AVAILABLE.code()))
                .hasMessage("No nodes available to run query");
    }

    private Execution start(List<Fragment> fragments) {
        return scheduler.start(QUERY, fragments, List.of(), workers(), OPTIONS);
    }

    private List<Worker> workers() {
        return List.of(first.worker(), second.worker());
    }

    private static TaskStatus failed(String task, StandardErrorCode code, String message) {
        return TaskStatus.newBuilder()
                .setTaskId(task)
                .setState(TaskState.TASK_STATE_FAILED)
                .setError(ErrorCodec.encode(new SkeinException(code, message)))
                .build();
    }

    private static TaskStatus finished(String task, String fragment) {
        return TaskStatus.newBuilder()
                .setTaskId(task)
                .setState(TaskState.TASK_STATE_FINISHED)
                .addWriteFragments(ByteString.copyFromUtf8(fragment))
                .build();
    }
}
