package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.session.AccessControl;
import io.skein.coordinator.session.Session;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statistics.StatisticsListing;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.type.Type;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** Analyses statements to tell what they answer and take. Makes no query, and runs nothing. */
final class StatementDescriber {
    private final PlanningTools tools;
    private final AccessControl access;
    private final QueryIds ids;
    private final Clock clock = Clock.systemUTC();

    StatementDescriber(PlanningTools tools, AccessControl access, QueryIds ids) {
        this.tools = tools;
        this.access = access;
        this.ids = ids;
    }

    Description describe(Session session, String sql) {
        try {
            StatementDescription known = description(session, sql);
            access.check(Planning.caller(session), known.plan());
            return new Description(columns(known.plan()), known.parameters());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw PlanRunner.internal("The call was interrupted");
        } catch (Exception failure) {
            throw Located.of(ErrorCodec.normalize(failure));
        }
    }

    private StatementDescription description(Session session, String sql) throws Exception {
        try (CatalogPins pins = tools.pins(session)) {
            return new Planning(tools, ids.next(), session, pins, clock.instant(), sql).description();
        }
    }

    private static List<OutputColumn> columns(StatementPlan plan) {
        return switch (plan) {
            case StatementPlan.Query(OutputNode root) ->
                IntStream.range(0, root.names().size())
                        .mapToObj(i -> new OutputColumn(
                                root.names().get(i), root.outputs().get(i).type()))
                        .toList();
            case StatementPlan.Statistics _ ->
                StatisticsListing.columns().stream()
                        .map(column -> new OutputColumn(column.name(), column.type()))
                        .toList();
            case StatementPlan.Explain explain -> List.of(ExplainRunner.column(explain.type(), Type.Varchar.UNBOUNDED));
            case StatementPlan.ShowCatalog _ -> List.of(CommandRunner.shown(Type.Varchar.UNBOUNDED));
            case StatementPlan.Write _, StatementPlan.Command _ -> List.of();
        };
    }
}
