package io.skein.coordinator.schedule;

import static io.skein.coordinator.schedule.Fragments.everywhere;
import static io.skein.coordinator.schedule.Fragments.exchange;
import static io.skein.coordinator.schedule.Fragments.scan;
import static io.skein.coordinator.schedule.Fragments.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.cluster.Membership;
import io.skein.coordinator.cluster.WorkerState;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.proto.v1.KeyRequest;
import io.skein.proto.v1.KeySummary;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.TaskState;
import io.skein.proto.v1.TaskStatus;
import io.skein.rpc.Caller;
import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.id.QueryId;
import io.skein.spi.type.Type;
import io.skein.testing.FakeCatalog;
import io.skein.testing.FakeResults;
import io.skein.testing.FakeWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fragment 1 scans orders, and joins them with fragment 2, which runs on two workers. */
class DynamicFiltersTest {
    private static final QueryId QUERY = new QueryId("q");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final List<Fragment> JOIN = List.of(
            single(0, exchange(1)),
            everywhere(1, Partitioning.SINGLE, scan("orders"), exchange(2)),
            everywhere(2, Partitioning.BROADCAST));

    private final Channels channels = new Channels(new SharedSecret(""));
    private final FakeWorker first = new FakeWorker("a");
    private final FakeWorker second = new FakeWorker("b");
    private final FakeCatalog catalog = new FakeCatalog();
    private final ManagedChannel catalogChannel = channels.open(catalog.address());
    private final Membership membership = new Membership(Duration.ofMillis(200), Clock.systemUTC(), _ -> false);
    private final SchedulerFixture fixture = new SchedulerFixture(
            membership,
            new CatalogClient(catalogChannel, Duration.ofSeconds(1), Thread::startVirtualThread),
            channels,
            new FakeResults());

    @BeforeEach
    void join() {
        membership.heard(first.worker(), WorkerState.ACTIVE);
        membership.heard(second.worker(), WorkerState.ACTIVE);
        catalog.splits(List.of(Split.newBuilder().setRows(7).setBytes(70).build()));
    }

    @AfterEach
    void stop() {
        fixture.close();
        catalogChannel.shutdownNow();
        catalog.close();
        first.close();
        second.close();
    }

    /** Starts the join, and waits until its build side is watched. */
    private Execution start(Duration patience) {
        DynamicFilter filter = new DynamicFilter(
                "df_1",
                new DynamicFilter.Build(2, 0, "b", Type.Simple.BIGINT),
                new DynamicFilter.Probe(
                        1, "orders", new ColumnHandle("a", Type.Simple.BIGINT, OptionalInt.empty()), "a"),
                patience);
        Execution execution = fixture.scheduler()
                .start(
                        QUERY,
                        JOIN,
                        List.of(filter),
                        List.of(first.worker(), second.worker()),
                        new ScheduleOptions(
                                new Caller("lab", Set.of()),
                                new CatalogPins(TreeMap::new, _ -> {}),
                                0,
                                false,
                                Optional.empty()));
        await().until(() -> first.isWatched("q.2.0") && second.isWatched("q.2.1"));
        return execution;
    }

    private static TaskStatus.Builder status(String task, TaskState state) {
        return TaskStatus.newBuilder().setTaskId(task).setState(state);
    }

    private static TaskStatus keys(String task, Long... values) {
        return status(task, TaskState.TASK_STATE_FLUSHING)
                .addKeys(KeySummary.newBuilder().setFilter("df_1").setDomain(ConstraintCodec.encode(domain(values))))
                .build();
    }

    private static Domain domain(Long... values) {
        return new Domain(
                Type.Simple.BIGINT, Arrays.stream(values).map(Range::equal).toList(), false);
    }

    private void awaitProbes() {
        await().until(() -> first.specs().containsKey("q.1.0") && second.specs().containsKey("q.1.1"));
    }

    @Test
    void splitsAreHeldBackUntilAllTasksOfTheBuildSideHaveSpoken() {
        Execution execution = start(LONG);
        assertThat(Objects.requireNonNull(first.specs().get("q.2.0")).getKeysList())
                .containsExactly(KeyRequest.newBuilder()
                        .setFilter("df_1")
                        .setColumn(0)
                        .setType("bigint")
                        .build());

        first.say(keys("q.2.0", 3L, 5L));
        await().until(() ->
                execution.reports().stream().anyMatch(report -> report.state() == TaskReport.State.FLUSHING));
        assertThat(catalog.constraints()).isEmpty();
        assertThat(first.specs()).doesNotContainKey("q.1.0");

        second.say(keys("q.2.1", 4L, 5L));
        awaitProbes();
        Constraint narrowed = new Constraint(Map.of("a", domain(3L, 4L, 5L)));
        assertThat(catalog.constraints()).containsExactly(ConstraintCodec.encode(narrowed));
        assertThat(second.narrowings("q.1.1")).singleElement().satisfies(narrowing -> {
            assertThat(narrowing.getInput()).isEqualTo("orders");
            assertThat(ConstraintCodec.decode(narrowing.getConstraint())).isEqualTo(narrowed);
            assertThat(narrowing.getPredicate()).isEqualTo("(\"a\" IN ((3)::BIGINT, (4)::BIGINT, (5)::BIGINT))");
        });
        assertThat(execution.dynamicFilters()).singleElement().satisfies(report -> {
            assertThat(report.values()).contains(domain(3L, 4L, 5L));
            assertThat(report.collected()).isPresent();
            assertThat(report.waited()).isPositive();
            assertThat(report.splits()).isEqualTo(new FilterReport.Splits(1, 7, 70));
        });
    }

    @Test
    void aBuildSideWithoutRowsLeavesNothingToAskFor() {
        start(LONG);
        first.say(keys("q.2.0"));
        second.say(keys("q.2.1"));
        awaitProbes();
        assertThat(catalog.constraints()).isEmpty();
        assertThat(first.splits("q.1.0")).isEmpty();
        assertThat(second.splits("q.1.1")).isEmpty();
    }

    @Test
    void oneTaskThatDoesNotKnowEndsTheWait() {
        start(LONG);
        first.say(status("q.2.0", TaskState.TASK_STATE_RUNNING)
                .addKeys(KeySummary.newBuilder().setFilter("df_1"))
                .build());
        awaitProbes();
        assertThat(catalog.constraints()).containsExactly(ConstraintCodec.encode(Constraint.ALL));
        assertThat(first.narrowings("q.1.0"))
                .singleElement()
                .satisfies(narrowing -> assertThat(narrowing.getPredicate()).isEmpty());
    }

    @Test
    void aTaskThatEndsWithoutAWordKnowsNothing() {
        Execution execution = start(LONG);
        second.say(status("q.2.1", TaskState.TASK_STATE_FINISHED).build());
        awaitProbes();
        first.say(keys("q.2.0", 3L));
        await().until(() ->
                execution.reports().stream().anyMatch(report -> report.state() == TaskReport.State.FLUSHING));
        assertThat(execution.dynamicFilters())
                .singleElement()
                .satisfies(report -> assertThat(report.values()).isEmpty());
    }

    @Test
    void aLateBuildSideIsNotWaitedForLonger() {
        Execution execution = start(Duration.ofMillis(20));
        awaitProbes();
        assertThat(catalog.constraints()).containsExactly(ConstraintCodec.encode(Constraint.ALL));
        assertThat(execution.dynamicFilters().getFirst().collected()).isEmpty();
    }

    @Test
    void theEndOfTheQueryEndsTheWait() {
        Execution execution = start(LONG);
        assertThat(execution.end()).succeedsWithin(10, TimeUnit.SECONDS);
        await().until(() -> execution.dynamicFilters().getFirst().waited().isPositive());
        assertThat(catalog.constraints()).isEmpty();
        assertThat(first.specs()).doesNotContainKey("q.1.0");
        assertThat(fixture.scheduler().runningCount()).isZero();
    }
}
