package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.RemoteWork.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code Aggregate(scan) -> scan'}, all of it or nothing. */
final class AggregatePushdown {
    private final SourceWork sources;
    private final ProjectPushdown projections;

    AggregatePushdown(SourceWork sources, ProjectPushdown projections) {
        this.sources = sources;
        this.projections = projections;
    }

    PlanNode push(AggregateNode node) {
        boolean simple = node.groupId().isEmpty()
                && node.groupingSets().size() <= 1
                && node.step() == AggregationStep.SINGLE
                && node.aggregations().values().stream()
                        .allMatch(call -> call.ordering().isEmpty());
        Optional<TableScanNode> absorbed = simple ? projections.absorbed(node.source()) : Optional.empty();
        if (absorbed.isEmpty() || !absorbed.get().constraint().domains().isEmpty()) {
            return node;
        }
        TableScanNode scan = absorbed.get();
        TableScanNode shown = ProjectPushdown.origin(node.source());
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (Symbol key : node.groupingKeys()) {
            ColumnHandle column = Pushdown.column(scan, key);
            columns.put(key, column);
            keys.add(column.name());
        }
        List<Measure> measures = new ArrayList<>();
        for (Map.Entry<Symbol, Aggregation> entry : node.aggregations().entrySet()) {
            Symbol symbol = entry.getKey();
            String name = keys.contains(symbol.name()) ? symbol.name() + "_" : symbol.name();
            Optional<Measure> measure = measure(entry.getValue(), name, scan);
            if (measure.isEmpty()) {
                sources.refuse(shown, "aggregation", "an argument has a form that no source takes");
                return node;
            }
            measures.add(measure.get());
            columns.put(symbol, new ColumnHandle(name, symbol.type(), OptionalInt.empty()));
        }
        return sources.take(scan, new RemoteWork.Aggregate(keys, measures), shown, "aggregation")
                .<PlanNode>map(done -> sources.estimated(done.scan().withColumns(columns), node))
                .orElse(node);
    }

    private static Optional<Measure> measure(Aggregation call, String name, TableScanNode scan) {
        RemoteExpressions expressions = new RemoteExpressions(scan.columns());
        Optional<List<RemoteExpression>> arguments = expressions.of(call.arguments());
        Optional<Expression> condition = call.filter();
        Optional<RemoteExpression> filter = condition.flatMap(expressions::of);
        if (arguments.isEmpty() || condition.isPresent() != filter.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Measure(
                name,
                call.function().name(),
                arguments.get(),
                call.distinct(),
                filter,
                call.function().returnType()));
    }
}
