package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteWork.Join;
import io.skein.spi.pushdown.RemoteWork.Renamed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code Join(scan, scan) -> scan'} for tables of one catalog, where the join does not give more rows than its sides together. */
final class JoinPushdown {
    private final SourceWork sources;
    private final ProjectPushdown projections;
    private final PlanEstimator estimator;

    JoinPushdown(SourceWork sources, ProjectPushdown projections, PlanEstimator estimator) {
        this.sources = sources;
        this.projections = projections;
        this.estimator = estimator;
    }

    PlanNode push(JoinNode node) {
        Optional<TableScanNode> left = projections.absorbed(node.left());
        Optional<TableScanNode> right = projections.absorbed(node.right());
        if (node.criteria().isEmpty()
                || left.isEmpty()
                || right.isEmpty()
                || !left.get().table().catalog().equals(right.get().table().catalog())
                || !left.get().constraint().domains().isEmpty()
                || !right.get().constraint().domains().isEmpty()) {
            return node;
        }
        TableScanNode shown = ProjectPushdown.origin(node.left());
        if (grows(node)) {
            sources.refuse(shown, "join", "it is thought to give more rows than its sides");
            return node;
        }
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        List<Renamed> leftColumns = renamed(left.get(), columns);
        List<Renamed> rightColumns = renamed(right.get(), columns);
        Optional<List<RemoteExpression>> conditions = conditions(node, columns);
        if (conditions.isEmpty()) {
            sources.refuse(shown, "join", "its condition has a form that no source takes");
            return node;
        }
        Join join = new Join(
                Join.Kind.valueOf(node.kind().name()),
                right.get().table().handle(),
                leftColumns,
                rightColumns,
                conditions.get());
        return sources.take(left.get(), join, shown, "join")
                .<PlanNode>map(done -> sources.estimated(done.scan().withColumns(columns), node))
                .orElse(node);
    }

    private boolean grows(JoinNode node) {
        PlanEstimate joined = estimator.estimate(node);
        PlanEstimate left = estimator.estimate(node.left());
        PlanEstimate right = estimator.estimate(node.right());
        return joined.known() && left.known() && right.known() && joined.rows() > left.rows() + right.rows();
    }

    private static List<Renamed> renamed(TableScanNode scan, Map<Symbol, ColumnHandle> columns) {
        List<Renamed> renamed = new ArrayList<>();
        scan.columns().forEach((symbol, column) -> {
            renamed.add(new Renamed(column.name(), symbol.name()));
            columns.put(symbol, new ColumnHandle(symbol.name(), column.type(), OptionalInt.empty()));
        });
        return renamed;
    }

    private static Optional<List<RemoteExpression>> conditions(JoinNode node, Map<Symbol, ColumnHandle> columns) {
        List<Expression> conditions = new ArrayList<>();
        node.criteria()
                .forEach(clause -> conditions.add(new Comparison(
                        ComparisonOperator.EQUAL,
                        clause.left().reference(),
                        clause.right().reference())));
        node.filter().ifPresent(conditions::add);
        return new RemoteExpressions(columns).of(conditions);
    }
}
