package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.optimize.pushdown.SourceWork.Done;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.RemoteWork.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code Project[c := a * b](scan) -> scan'}, where the columns do not become more. */
final class ProjectPushdown {
    private final SourceWork sources;

    ProjectPushdown(SourceWork sources) {
        this.sources = sources;
    }

    PlanNode push(ProjectNode project, TableScanNode scan) {
        Map<Symbol, Expression> computed = computed(project);
        if (computed.isEmpty()) {
            return project;
        }
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>(scan.columns());
        Map<Symbol, Expression> assignments = new LinkedHashMap<>(project.assignments());
        TableScanNode pushed = compute(scan, computed, columns, assignments);
        Set<Symbol> read = new HashSet<>(ExpressionTree.references(List.copyOf(assignments.values())));
        columns.keySet().retainAll(read);
        if (pushed == scan || columns.size() > scan.columns().size()) {
            return project;
        }
        return new ProjectNode(pushed.withColumns(columns), assignments);
    }

    /** Asks for the expressions; those that are taken become columns, and their assignments references to them. */
    private TableScanNode compute(
            TableScanNode scan,
            Map<Symbol, Expression> computed,
            Map<Symbol, ColumnHandle> columns,
            Map<Symbol, Expression> assignments) {
        RemoteExpressions expressions = new RemoteExpressions(scan.columns());
        List<Output> outputs = new ArrayList<>();
        List<Symbol> symbols = new ArrayList<>();
        computed.forEach((symbol, expression) -> {
            Optional<RemoteExpression> remote = expressions.of(expression);
            if (remote.isPresent()) {
                outputs.add(new Output(symbol.name(), remote.get()));
                symbols.add(symbol);
            }
        });
        if (outputs.isEmpty()) {
            return scan;
        }
        Optional<Done> done = sources.ask(scan, new RemoteWork.Project(outputs));
        if (done.isEmpty() || done.get().refusals().stream().noneMatch(Optional::isEmpty)) {
            return scan;
        }
        for (int i = 0; i < symbols.size(); i++) {
            Symbol symbol = symbols.get(i);
            Optional<String> refusal = done.get().refusals().get(i);
            if (refusal.isPresent()) {
                String name = "projection " + symbol;
                sources.refuse(done.get().scan(), name, refusal.get());
            } else {
                columns.put(symbol, new ColumnHandle(symbol.name(), symbol.type(), OptionalInt.empty()));
                assignments.put(symbol, symbol.reference());
            }
        }
        return done.get().scan();
    }

    /** The node as a scan that has exactly its outputs: a scan, or a projection of one whose source computes all of it. */
    Optional<TableScanNode> absorbed(PlanNode node) {
        if (node instanceof TableScanNode scan) {
            return Optional.of(scan);
        }
        if (!(node instanceof ProjectNode project) || !(project.source() instanceof TableScanNode scan)) {
            return Optional.empty();
        }
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>(scan.columns());
        Map<Symbol, Expression> assignments = new LinkedHashMap<>(project.assignments());
        TableScanNode pushed = compute(scan, computed(project), columns, assignments);
        Map<Symbol, ColumnHandle> outputs = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Map.Entry<Symbol, Expression> assignment : assignments.entrySet()) {
            ColumnHandle column =
                    assignment.getValue() instanceof Reference(Symbol symbol) ? columns.get(symbol) : null;
            if (column == null || !names.add(column.name())) {
                return Optional.empty();
            }
            outputs.put(assignment.getKey(), column);
        }
        return Optional.of(pushed.withColumns(outputs));
    }

    /** The scan of a node that can be {@link #absorbed}. */
    static TableScanNode origin(PlanNode node) {
        return (TableScanNode) (node instanceof ProjectNode project ? project.source() : node);
    }

    private static Map<Symbol, Expression> computed(ProjectNode project) {
        Map<Symbol, Expression> computed = new LinkedHashMap<>(project.assignments());
        computed.values()
                .removeIf(expression ->
                        ExpressionTree.references(expression).isEmpty() || expression instanceof Reference);
        return computed;
    }
}
