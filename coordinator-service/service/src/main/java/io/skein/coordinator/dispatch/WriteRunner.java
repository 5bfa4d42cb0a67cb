package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogWrites;
import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.schedule.ScheduleOptions;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Statements that write: begin, run, then commit or abort. The answer is the row count. */
final class WriteRunner {
    private static final System.Logger LOG = System.getLogger(WriteRunner.class.getName());
    static final OutputColumn ROWS = new OutputColumn("rows", Type.Simple.BIGINT);

    private final PlanRunner plans;
    private final CatalogClient catalogs;
    private final CoordinatorRows rows;

    WriteRunner(PlanRunner plans, CatalogClient catalogs, CoordinatorRows rows) {
        this.plans = plans;
        this.catalogs = catalogs;
        this.rows = rows;
    }

    void run(StatementQuery query, Planning planning, StatementPlan.Write asked) throws Exception {
        StatementPlan.Write statement = selected(query, planning, asked);
        StatementOutcome outcome = StatementOutcome.of(statement.updateType());
        OptionalLong deleted = deletedWhole(query, planning, statement);
        if (deleted.isPresent()) {
            query.planned(List.of(ROWS), outcome);
            answer(query, outcome.withCount(deleted.getAsLong()));
            return;
        }
        List<Worker> workers = plans.workers();
        FragmentedPlan plan = planning.fragment(statement.root(), workers.size());
        query.planned(List.of(ROWS), outcome);
        long rows = write(query, planning, statement, plan, workers, false).rows();
        if (statement.target() instanceof WriteTarget.Analyze) {
            query.emit(this.rows.nothing(ROWS.name()));
            query.complete();
        } else {
            answer(query, outcome.withCount(rows));
        }
    }

    /** A rewrite of just those files that its catalog wants rewritten; any other write as it is. */
    StatementPlan.Write selected(StatementQuery query, Planning planning, StatementPlan.Write statement)
            throws Exception {
        if (!(statement.target() instanceof WriteTarget.Rewrite rewrite)) {
            return statement;
        }
        Constraint rows = planning.wholeRows(statement.root()).orElseThrow(RewriteSelection::inexpressible);
        TableReference selected = catalogs.writes(Planning.caller(query.session()), planning.catalogs())
                .select(rewrite.table(), rewrite.call(), rows);
        return new StatementPlan.Write(
                RewriteSelection.of(statement.root(), selected),
                new WriteTarget.Rewrite(selected, rewrite.call()),
                statement.updateType());
    }

    /** Deletes without looking at a row, where the connector can. */
    private OptionalLong deletedWhole(StatementQuery query, Planning planning, StatementPlan.Write statement)
            throws Exception {
        if (!(statement.target() instanceof WriteTarget.Change change)
                || !change.changes().equals(Set.of(RowChange.DELETE))) {
            return OptionalLong.empty();
        }
        Optional<Constraint> rows = planning.wholeRows(statement.root());
        if (rows.isEmpty()) {
            return OptionalLong.empty();
        }
        // Nobody could tell whether a commit that is interrupted happened.
        query.workingOn(null);
        try {
            return catalogs.writes(Planning.caller(query.session()), planning.catalogs())
                    .delete(change.table(), rows.get());
        } finally {
            query.workingOn(Thread.currentThread());
        }
    }

    /** A write that is left out. */
    void skip(StatementQuery query, String updateType) throws InterruptedException {
        StatementOutcome outcome = StatementOutcome.of(updateType).withCount(0);
        query.planned(List.of(ROWS), outcome);
        answer(query, outcome);
    }

    private void answer(StatementQuery query, StatementOutcome outcome) throws InterruptedException {
        query.outcome(outcome);
        query.emit(rows.bigint(ROWS.name(), outcome.updateCount().orElseThrow()));
        query.complete();
    }

    /** Writes and commits; the execution has ended when this returns. */
    Written write(
            StatementQuery query,
            Planning planning,
            StatementPlan.Write statement,
            FragmentedPlan plan,
            List<Worker> workers,
            boolean profile)
            throws Exception {
        String catalog = statement.target().catalog();
        CatalogWrites writes = catalogs.writes(Planning.caller(query.session()), planning.catalogs());
        WriteHandle handle = writes.begin(statement.target(), TargetReads.of(plan));
        WriteHandle sinks = learns(query, catalog) ? handle : handle.withoutLearning();
        ScheduleOptions options = new ScheduleOptions(
                Planning.caller(query.session()),
                planning.catalogs(),
                0,
                profile,
                Optional.of(new ScheduleOptions.Write(catalog, sinks)));
        Optional<Execution> started = Optional.empty();
        try {
            Execution execution = plans.start(query, plan, workers, options);
            started = Optional.of(execution);
            AtomicLong count = new AtomicLong();
            plans.drain(query, execution, batch -> {
                try (batch) {
                    count.addAndGet(CoordinatorRows.sumOfFirstColumn(batch));
                    return true;
                }
            });
            List<byte[]> fragments = plans.awaited(execution, execution.written());
            if (!query.machine().finishing()) {
                throw query.machine().failure().orElseGet(() -> PlanRunner.internal("The query has ended"));
            }
            // A commit is not to be interrupted: nobody could tell whether it happened.
            query.workingOn(null);
            writes.finish(catalog, handle, fragments);
            return new Written(execution, count.get());
        } catch (SkeinException failure) {
            if (!failure.code().equals(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code())) {
                abort(query, writes, catalog, handle, started);
            }
            throw failure;
        } catch (InterruptedException | RuntimeException failure) {
            abort(query, writes, catalog, handle, started);
            throw failure;
        } finally {
            started.ifPresent(Execution::end);
        }
    }

    /** Whether the session lets connectors look at what it writes, under Trino's name for the catalogs that do. */
    private static boolean learns(StatementQuery query, String catalog) {
        return Boolean.parseBoolean(
                query.session().properties().getOrDefault(catalog + ".collect_extended_statistics_on_write", "true"));
    }

    /** The tasks must have let go of their files before the connector drops them. */
    private static void abort(
            StatementQuery query,
            CatalogWrites writes,
            String catalog,
            WriteHandle handle,
            Optional<Execution> started) {
        query.workingOn(null);
        boolean interrupted = Thread.interrupted();
        try {
            started.ifPresent(execution -> execution.end().join());
            writes.abort(catalog, handle, started.map(Execution::writeFragments).orElse(List.of()));
        } catch (RuntimeException problem) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "Could not abort the write to " + catalog + "." + handle.table() + ": "
                            + ErrorCodec.normalize(problem).getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A committed write. */
    record Written(Execution execution, long rows) {}
}
