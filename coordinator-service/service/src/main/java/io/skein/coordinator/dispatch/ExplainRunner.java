package io.skein.coordinator.dispatch;

import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.schedule.ScheduleOptions;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.ExplainType;
import io.skein.spi.type.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** EXPLAIN: the plan as one row of text, after a run of it for ANALYZE. */
final class ExplainRunner {
    private static final Duration PROFILE_WAIT = Duration.ofSeconds(5);

    private final PlanRunner plans;
    private final WriteRunner writes;
    private final CoordinatorRows rows;

    ExplainRunner(PlanRunner plans, WriteRunner writes, CoordinatorRows rows) {
        this.plans = plans;
        this.writes = writes;
        this.rows = rows;
    }

    void run(StatementQuery query, Planning planning, StatementPlan.Explain explain) throws Exception {
        if (explain.type() == ExplainType.VALIDATE) {
            OutputColumn valid = column(explain.type(), Type.Simple.BOOLEAN);
            query.planned(List.of(valid), StatementOutcome.NONE);
            query.emit(rows.bool(valid.name(), true));
            query.complete();
            return;
        }
        String text = switch (explain.statement()) {
            case StatementPlan.Query select -> text(query, planning, explain, select.root());
            case StatementPlan.Statistics statistics -> text(query, planning, explain, statistics.root());
            case StatementPlan.Write write ->
                explain.analyze() ? written(query, planning, write) : text(query, planning, explain, write.root());
            case StatementPlan.ShowCatalog _ -> "SHOW CREATE CATALOG";
            case StatementPlan.Command command -> command.updateType();
            case StatementPlan.Explain inner -> "EXPLAIN " + inner.type();
        };
        OutputColumn column = column(explain.type(), Type.Varchar.of(text.codePointCount(0, text.length())));
        query.planned(List.of(column), StatementOutcome.NONE);
        query.emit(rows.text(column.name(), text));
        query.complete();
    }

    /** The one column of an explanation; a plan's text is of the type given. */
    static OutputColumn column(ExplainType type, Type text) {
        return type == ExplainType.VALIDATE
                ? new OutputColumn("Valid", Type.Simple.BOOLEAN)
                : new OutputColumn("Query Plan", text);
    }

    private String text(StatementQuery query, Planning planning, StatementPlan.Explain explain, OutputNode root)
            throws Exception {
        List<Worker> workers = plans.workers();
        if (explain.analyze()) {
            FragmentedPlan plan = planning.fragment(root, workers.size());
            return planning.analyzed(plan, profiled(query, planning, plan, workers));
        }
        return planning.explained(explain, root, workers.size());
    }

    private String written(StatementQuery query, Planning planning, StatementPlan.Write asked) throws Exception {
        StatementPlan.Write write = writes.selected(query, planning, asked);
        List<Worker> workers = plans.workers();
        FragmentedPlan plan = planning.fragment(write.root(), workers.size());
        Execution execution =
                writes.write(query, planning, write, plan, workers, true).execution();
        return planning.analyzed(plan, execution);
    }

    private Execution profiled(StatementQuery query, Planning planning, FragmentedPlan plan, List<Worker> workers)
            throws Exception {
        ScheduleOptions options =
                new ScheduleOptions(Planning.caller(query.session()), planning.catalogs(), 0, true, Optional.empty());
        Execution execution = plans.start(query, plan, workers, options);
        try {
            plans.drain(query, execution, batch -> {
                batch.close();
                return true;
            });
            // Profiles come with each task's last report; a plan that stops early (LIMIT) may leave tasks that say
            // nothing more.
            execution.tasksDone().get(PROFILE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return execution;
        } finally {
            execution.end();
        }
        return execution;
    }
}
