package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.query.JoinPlanner;
import io.skein.coordinator.analyze.query.RelationPlanner;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.RowChange;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MERGE: the source joined to the table's rows, of each pair the first case that holds, and what it makes of the row. A row of the table may be
 * met by one case once.
 */
public final class MergePlanner {
    private static final Expression NO_CASE = caseNumber(-1);

    private final PlanContext statement;

    public MergePlanner(PlanContext statement) {
        this.statement = statement;
    }

    public StatementPlan plan(Merge merge) {
        Table written = merge.getTargetTable();
        CatalogMetadata.ResolvedTable found =
                ChangedTable.find(statement, written, merge, "Merging into views is not supported");
        ChangedTable table = ChangedTable.of(statement, found, written);
        RelationPlan target = merge.getTarget() instanceof AliasedRelation aliased
                ? RelationPlanner.aliased(table.relation(), aliased)
                : table.relation();
        RelationPlanner relations = new RelationPlanner(statement, QueryEnvironment.top());
        RelationPlan joined = new JoinPlanner(statement, QueryEnvironment.top(), relations)
                .on(
                        JoinKind.RIGHT,
                        merge.getPredicate(),
                        target,
                        relations.plan(merge.getSource()),
                        "The MERGE predicate");
        PlanBuilder plan = new PlanBuilder(statement.symbols(), joined.root());
        ExpressionContext context = new ExpressionContext(statement, QueryEnvironment.top(), joined.scope(), plan);
        List<MergeCases.Planned> cases = new MergeCases(statement, merge, table, context).plan();
        Symbol number = plan.symbolFor(chosen(cases, table));
        requireOnce(plan, table, number);
        plan.grow(source -> new FilterNode(
                source,
                new Expression.Not(
                        new Expression.Comparison(Expression.ComparisonOperator.EQUAL, number.reference(), NO_CASE))));
        return write(plan, table, cases, number);
    }

    /** The number of the first case that holds. */
    private static Expression chosen(List<MergeCases.Planned> cases, ChangedTable table) {
        Expression absent = new Expression.IsNull(table.position().reference());
        List<Expression.When> branches = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            List<Expression> terms = new ArrayList<>();
            terms.add(cases.get(i).change() == RowChange.INSERT ? absent : new Expression.Not(absent));
            cases.get(i).condition().ifPresent(terms::add);
            Expression holds = terms.size() == 1
                    ? terms.getFirst()
                    : new Expression.Logical(Expression.LogicalOperator.AND, terms);
            branches.add(new Expression.When(holds, caseNumber(i)));
        }
        return new Expression.Case(branches, Optional.of(NO_CASE), Type.Simple.INTEGER);
    }

    private void requireOnce(PlanBuilder plan, ChangedTable table, Symbol number) {
        Symbol meeting = statement.symbols().create("meeting", Type.Simple.BIGINT);
        WindowCall count = new WindowCall(
                new FunctionReference("row_number", List.of(), Type.Simple.BIGINT),
                List.of(),
                false,
                false,
                Optional.empty(),
                Frame.DEFAULT);
        plan.grow(source -> new WindowNode(
                source, List.of(table.file(), table.position(), number), List.of(), Map.of(meeting, count)));
        List<Expression> arguments =
                List.of(meeting.reference(), table.position().reference());
        Expression once = FunctionCalls.call(
                statement
                        .resolver()
                        .resolveOperator(
                                "$met_once",
                                arguments.stream().map(Expression::type).toList(),
                                new io.skein.spi.error.Location(1, 1)),
                arguments);
        plan.grow(source -> new FilterNode(source, once));
    }

    private static StatementPlan write(
            PlanBuilder plan, ChangedTable table, List<MergeCases.Planned> cases, Symbol number) {
        List<Expression> changes = new ArrayList<>();
        Set<RowChange> possible = EnumSet.noneOf(RowChange.class);
        Set<String> updated = new HashSet<>();
        Set<String> inserted = new HashSet<>();
        for (MergeCases.Planned each : cases) {
            changes.add(ChangedTable.code(each.change()));
            possible.add(each.change());
            if (each.change() == RowChange.UPDATE) {
                updated.addAll(each.named());
            } else if (each.change() == RowChange.INSERT) {
                inserted.addAll(each.named());
            }
        }
        Map<ColumnMetadata, Expression> values = new LinkedHashMap<>();
        if (!possible.equals(EnumSet.of(RowChange.DELETE))) {
            for (ColumnMetadata column : table.columns().keySet()) {
                List<Expression> byCase = cases.stream()
                        .map(each -> Optional.ofNullable(each.values().get(column))
                                .orElseGet(() -> new Expression.Constant(null, column.type())))
                        .toList();
                values.put(column, select(number, byCase, column.type()));
            }
        }
        return table.write(
                plan.root(),
                select(number, changes, Type.Simple.TINYINT),
                values,
                new ChangedTable.Changes("MERGE", possible, updated, inserted));
    }

    private static Expression select(Symbol number, List<Expression> byCase, Type type) {
        List<Expression.When> branches = new ArrayList<>();
        for (int i = 0; i < byCase.size(); i++) {
            branches.add(new Expression.When(
                    new Expression.Comparison(Expression.ComparisonOperator.EQUAL, number.reference(), caseNumber(i)),
                    byCase.get(i)));
        }
        return new Expression.Case(branches, Optional.empty(), type);
    }

    private static Expression caseNumber(int number) {
        return new Expression.Constant((long) number, Type.Simple.INTEGER);
    }
}
