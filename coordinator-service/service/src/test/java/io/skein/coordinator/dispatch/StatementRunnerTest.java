package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.cluster.Membership;
import io.skein.coordinator.cluster.WorkerState;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.schedule.SchedulerFixture;
import io.skein.coordinator.session.AccessControl;
import io.skein.coordinator.session.SessionChange;
import io.skein.proto.v1.TaskState;
import io.skein.proto.v1.TaskStatus;
import io.skein.rpc.Channels;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.SharedSecret;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.spi.type.Type;
import io.skein.testing.FakeAuth;
import io.skein.testing.FakeCatalog;
import io.skein.testing.FakeResults;
import io.skein.testing.FakeWorker;
import io.skein.testing.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BufferAllocator allocator = new RootAllocator();
    private final CoordinatorRows rows = new CoordinatorRows(allocator);
    private final Channels channels = new Channels(new SharedSecret(""));
    private final FakeWorker worker = new FakeWorker("a");
    private final FakeCatalog catalog = new FakeCatalog();
    private final FakeAuth auth = new FakeAuth();
    private final FakeResults results = new FakeResults();
    private final ManagedChannel catalogChannel = channels.open(catalog.address());
    private final ManagedChannel authChannel = channels.open(auth.address());
    private final CatalogClient catalogs =
            new CatalogClient(catalogChannel, Duration.ofSeconds(1), Thread::startVirtualThread);
    private final Membership membership = new Membership(Duration.ofMinutes(1), Clock.systemUTC(), _ -> false);
    private final SchedulerFixture fixture = new SchedulerFixture(membership, catalogs, channels, results);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DeepStacks stacks = new DeepStacks(1);
    private final QueryRegistry registry = new QueryRegistry(10, Duration.ofMinutes(1));
    private final StatementRunner runner = new StatementRunner(
            new PlanningTools(
                    new FakeFrontEnd(), stacks, catalogs, RuntimeView.NOTHING, FunctionDefaults.NONE, Map.of()),
            new AccessControl(authChannel),
            new PlanRunner(fixture.scheduler()),
            rows,
            registry,
            new Transactions(Clock.systemUTC(), Duration.ofMinutes(5)));

    @BeforeEach
    void join() {
        membership.heard(worker.worker(), WorkerState.ACTIVE);
    }

    @AfterEach
    void nothingIsLeft() {
        await().untilAsserted(() -> assertThat(allocator.getAllocatedMemory()).isZero());
        await().untilAsserted(() -> assertThat(results.openCount()).isZero());
        await().untilAsserted(
                        () -> assertThat(fixture.scheduler().runningCount()).isZero());
        fixture.close();
        stacks.close();
        threads.shutdownNow();
        catalogChannel.shutdownNow();
        authChannel.shutdownNow();
        worker.close();
        catalog.close();
        auth.close();
        allocator.close();
    }

    @Test
    void rowsComeFromTheRootTaskAndItsWorkerIsToldOfTheEnd() throws Exception {
        StatementQuery query = submit("select");
        results.add(rows.bigint("a", 42));
        results.end();
        assertThat(query.columns().get()).containsExactly(new OutputColumn("a", Type.Simple.BIGINT));
        assertThat(number(query)).isEqualTo(42);
        assertThat(query.next(LONG)).isEmpty();
        assertThat(query.info().state()).isEqualTo(QueryInfo.State.FINISHED);
        await().untilAsserted(() -> assertThat(worker.endedQueries()).containsExactly("q"));
        assertThat(auth.asked()).isEmpty();
    }

    @Test
    void theEndTellsTheTasksLastNumbers() throws Exception {
        StatementQuery query = submit("select");
        results.add(rows.bigint("a", 42));
        await().until(() -> worker.isWatched("q.0.0"));
        worker.say(read(TaskState.TASK_STATE_RUNNING, 4));
        results.end();
        assertThat(number(query)).isEqualTo(42);
        worker.say(read(TaskState.TASK_STATE_FINISHED, 10));
        assertThat(query.next(LONG)).isEmpty();
        assertThat(query.info().state()).isEqualTo(QueryInfo.State.FINISHED);
        assertThat(query.info().statistics().processedRows()).isEqualTo(10);
        assertThat(query.info().statistics().completedSplits()).isEqualTo(10);
        assertThat(query.info().statistics().totalSplits()).isEqualTo(10);
    }

    @Test
    void aTaskWhoseLastWordIsNotHeardCountsAsDone() throws Exception {
        StatementQuery query = submit("select");
        await().until(() -> worker.isWatched("q.0.0"));
        worker.say(read(TaskState.TASK_STATE_RUNNING, 4));
        results.end();
        assertThat(query.next(LONG)).isEmpty();
        assertThat(query.info().state()).isEqualTo(QueryInfo.State.FINISHED);
        assertThat(query.info().statistics().completedSplits()).isEqualTo(10);
        assertThat(query.info().statistics().runningSplits()).isZero();
        assertThat(query.info().statistics().stages()).allMatch(QueryStatistics.Stage::done);
    }

    private static TaskStatus read(TaskState state, int splits) {
        return TaskStatus.newBuilder()
                .setTaskId("q.0.0")
                .setState(state)
                .setSplitsTotal(10)
                .setSplitsDone(splits)
                .setRowsRead(splits)
                .build();
    }

    @Test
    void aWriteThatIsLeftOutAnswersThatItWroteNothing() throws Exception {
        StatementQuery query = submit("write nothing");
        assertThat(query.columns().get()).containsExactly(new OutputColumn("rows", Type.Simple.BIGINT));
        assertThat(number(query)).isZero();
        assertThat(query.awaitEnd(LONG)).isTrue();
        assertThat(query.info().updateType()).contains("CREATE TABLE");
        assertThat(query.info().updateCount()).hasValue(0);
        assertThat(catalog.calls()).isEmpty();
    }

    @Test
    void cancelingReachesTheWorker() {
        StatementQuery query = submit("select");
        await().until(() -> results.openCount() == 1);
        results.add(rows.bigint("a", 42));
        query.cancel();
        await().untilAsserted(() -> assertThat(worker.endedQueries()).containsExactly("q"));
        assertThat(query.info().failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("Query was canceled"));
    }

    @Test
    void aQueryCanceledBeforeItsRootIsThereOpensNoResult() {
        worker.hold();
        StatementQuery query = submit("select");
        await().until(worker::holds);
        query.cancel();
        worker.letGo();
        await().untilAsserted(() -> assertThat(worker.endedQueries()).containsExactly("q"));
        assertThat(results.opened()).isEmpty();
    }

    @Test
    void aKilledQuerySaysWhyAndIsNotKilledTwice() {
        StatementQuery victim = submit("select");
        registry.add(victim);
        await().until(() -> results.openCount() == 1);

        StatementQuery killer = submit("kill");
        assertFailed(victim, StandardErrorCode.ADMINISTRATIVELY_KILLED, "Query killed. Message: why");
        assertThat(killer.next(LONG)).isEmpty();
        assertThat(killer.info().updateType()).contains("CALL");
        assertFailed(submit("kill"), StandardErrorCode.NOT_SUPPORTED, "Target query is not running: q");
        assertFailed(submit("kill gone"), StandardErrorCode.NOT_FOUND, "Target query not found: gone");
        assertThat(auth.asked()).contains("lab ACCESS_KIND_KILL_QUERY system.runtime.q");
    }

    @Test
    void theClusterShowsItsNodesQueriesAndTasks() {
        RuntimeView.NodeEntry self = new RuntimeView.NodeEntry("coordinator", "http://h:1", "v", true, "active");
        ClusterRuntime runtime = new ClusterRuntime(self, membership, registry);
        StatementQuery query = submit("select");
        registry.add(query);
        await().until(() -> results.openCount() == 1);

        assertThat(runtime.nodes())
                .containsExactly(
                        self,
                        new RuntimeView.NodeEntry(
                                "a",
                                "http://" + worker.worker().grpcAddress(),
                                worker.worker().version(),
                                false,
                                "active"));
        assertThat(runtime.queries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("q");
            assertThat(entry.sql()).isEqualTo("select");
            assertThat(entry.user()).isEqualTo("lab");
            assertThat(entry.ended()).isEmpty();
            assertThat(entry.started()).isPresent();
        });
        assertThat(runtime.tasks()).singleElement().satisfies(task -> {
            assertThat(task.node()).isEqualTo("a");
            assertThat(task.id()).isEqualTo("q.0.0");
            assertThat(task.stage()).isEqualTo("q.0");
            assertThat(task.query()).isEqualTo("q");
        });
        query.cancel();
        assertThat(runtime.queries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.failure()).contains(StandardErrorCode.USER_CANCELED.code()));
    }

    @Test
    void whatIsForbiddenIsNotRun() {
        StatementQuery query = submit("select secret");
        assertFailed(query, StandardErrorCode.PERMISSION_DENIED, "Access Denied: Cannot select from secret");
        assertThat(auth.asked()).containsExactly("lab ACCESS_KIND_SELECT tpch.tiny.secret");
        assertThat(worker.specs()).isEmpty();
    }

    @Test
    void aWriteIsCommittedWithWhatTheSinksGave() {
        StatementQuery query = submit("write");
        finishWriting();
        assertThat(number(query)).isEqualTo(7);
        assertThat(query.next(LONG)).isEmpty();
        assertThat(query.info().updateType()).contains("CREATE TABLE");
        assertThat(query.info().updateCount()).hasValue(7);
        assertThat(catalog.calls()).containsExactly("listCatalogs", "beginWrite", "finishWrite [file]");
    }

    @Test
    void aWriteWhoseTableWasRewrittenSinceItWasPlannedIsPlannedAnew() {
        SkeinException rewritten = new SkeinException(StandardErrorCode.TRANSACTION_CONFLICT, "Rewritten");
        catalog.refuse(rewritten);
        catalog.refuse(rewritten);
        StatementQuery query = submit("write");
        finishWriting();
        assertThat(number(query)).isEqualTo(7);
        assertThat(query.next(LONG)).isEmpty();
        assertThat(query.info().state()).isEqualTo(QueryInfo.State.FINISHED);
        assertThat(catalog.calls())
                .containsExactly("listCatalogs", "beginWrite", "beginWrite", "beginWrite", "finishWrite [file]");
    }

    @Test
    void aWriteIsNotPlannedAnewForEverNorForAnythingElse() {
        for (int attempt = 0; attempt < 4; attempt++) {
            catalog.refuse(new SkeinException(StandardErrorCode.TRANSACTION_CONFLICT, "Rewritten"));
        }
        assertFailed(submit("write"), StandardErrorCode.TRANSACTION_CONFLICT, "Rewritten");
        assertThat(catalog.calls()).filteredOn("beginWrite"::equals).hasSize(4);

        catalog.refuse(new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Gone"));
        assertFailed(submit("write"), StandardErrorCode.TABLE_NOT_FOUND, "Gone");
        assertThat(catalog.calls()).filteredOn("beginWrite"::equals).hasSize(5);
    }

    @Test
    void aFailedWriteIsAborted() {
        StatementQuery query = submit("write");
        await().until(() -> worker.isWatched("q.0.0"));
        worker.say(TaskStatus.newBuilder()
                .setTaskId("q.0.0")
                .setState(TaskState.TASK_STATE_FAILED)
                .setError(ErrorCodec.encode(new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero")))
                .build());
        assertFailed(query, StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");
        await().untilAsserted(() ->
                assertThat(catalog.calls()).containsExactly("listCatalogs", "beginWrite", "abortWrite []"));
    }

    @Test
    void aRefusedCommitIsAborted() {
        catalog.commit(ErrorCodec.toStatus(new SkeinException(StandardErrorCode.CONNECTOR_COMMIT_ERROR, "Conflict"))
                .getStatus());
        StatementQuery query = submit("write");
        finishWriting();
        assertThat(query.awaitEnd(LONG)).isTrue();
        await().untilAsserted(() -> assertThat(catalog.calls())
                .containsExactly("listCatalogs", "beginWrite", "finishWrite [file]", "abortWrite [file]"));
    }

    @Test
    void aCommitOfUnknownOutcomeIsNeitherRepeatedNorAborted() {
        catalog.commit(Status.UNAVAILABLE);
        StatementQuery query = submit("write");
        finishWriting();
        assertThat(query.awaitEnd(LONG)).isTrue();
        assertThat(query.info().failure())
                .hasValueSatisfying(failure ->
                        assertThat(failure.code()).isEqualTo(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code()));
        assertThat(catalog.calls()).containsExactly("listCatalogs", "beginWrite", "finishWrite [file]");
    }

    @Test
    void aCommandChangesTheSessionAndHasNoRows() throws Exception {
        StatementQuery query = submit("use");
        assertThat(query.awaitEnd(LONG)).isTrue();
        assertThat(query.columns().get()).isEmpty();
        assertThat(query.exhausted()).isTrue();
        assertThat(query.info().sessionChanges())
                .containsExactly(new SessionChange.SetCatalogSchema(Optional.of("memory"), "default"));
    }

    @Test
    void anExplanationIsOneRowOfText() throws Exception {
        StatementQuery query = submit("explain");
        assertThat(query.columns().get()).containsExactly(new OutputColumn("Query Plan", Type.Varchar.of(20)));
        try (VectorSchemaRoot batch = query.next(LONG).orElseThrow()) {
            byte[] text = ((VarCharVector) batch.getVector(0)).get(0);
            assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("DISTRIBUTED in TEXT\n");
        }
    }

    @Test
    void validationAnswersTrue() throws Exception {
        StatementQuery query = submit("validate");
        assertThat(query.columns().get()).containsExactly(new OutputColumn("Valid", Type.Simple.BOOLEAN));
        query.next(LONG).orElseThrow().close();
    }

    @Test
    void aStatementTooDeepForTheStackSaysSo() {
        assertFailed(
                submit("deep"),
                StandardErrorCode.STACK_OVERFLOW,
                "statement is too large (stack overflow during analysis)");
    }

    private void finishWriting() {
        await().until(() -> worker.isWatched("q.0.0"));
        results.add(rows.bigint("rows", 7));
        results.end();
        worker.say(TaskStatus.newBuilder()
                .setTaskId("q.0.0")
                .setState(TaskState.TASK_STATE_FINISHED)
                .addWriteFragments(ByteString.copyFromUtf8("file"))
                .build());
    }

    private static void assertFailed(StatementQuery query, StandardErrorCode code, String message) {
        assertThat(query.awaitEnd(LONG)).isTrue();
        assertThat(query.info().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(code.code());
            assertThat(failure).hasMessage(message);
        });
    }

    private static long number(StatementQuery query) {
        try (VectorSchemaRoot batch = query.next(LONG).orElseThrow()) {
            return CoordinatorRows.sumOfFirstColumn(batch);
        }
    }

    private StatementQuery submit(String sql) {
        StatementQuery query = new StatementQuery(new QueryId("q"), Sessions.plain(), sql, Clock.systemUTC(), 1 << 20);
        query.machine().admitted();
        threads.execute(() -> runner.run(query));
        return query;
    }
}
