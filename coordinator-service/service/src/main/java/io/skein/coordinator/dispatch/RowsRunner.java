package io.skein.coordinator.dispatch;

import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.schedule.ScheduleOptions;
import io.skein.coordinator.statement.StatementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SELECT, SHOW, VALUES: the plan's rows are the answer. */
final class RowsRunner {
    private final PlanRunner plans;

    RowsRunner(PlanRunner plans) {
        this.plans = plans;
    }

    void run(StatementQuery query, Planning planning, StatementPlan.Query statement) throws Exception {
        List<Worker> workers = plans.workers();
        FragmentedPlan plan = planning.fragment(statement.root(), workers.size());
        query.planned(columns(plan), StatementOutcome.NONE);
        ScheduleOptions options =
                new ScheduleOptions(Planning.caller(query.session()), planning.catalogs(), 0, false, Optional.empty());
        Execution execution = plans.start(query, plan, workers, options);
        try {
            plans.drain(query, execution, query::emit);
            query.complete(plans.lastWord(execution));
        } finally {
            plans.endSoon(execution);
        }
    }

    static List<OutputColumn> columns(FragmentedPlan plan) {
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < plan.names().size(); i++) {
            columns.add(new OutputColumn(plan.names().get(i), plan.types().get(i)));
        }
        return columns;
    }
}
