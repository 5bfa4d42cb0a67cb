package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Union;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans UNION, INTERSECT and EXCEPT over relations whose columns have been made one type each. */
final class SetOperationPlanner {
    private final PlanContext statement;
    private final RelationPlanner relations;

    SetOperationPlanner(PlanContext statement, RelationPlanner relations) {
        this.statement = statement;
        this.relations = relations;
    }

    RelationPlan plan(SetOperation operation, QueryEnvironment environment) {
        String name = operation.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        List<RelationPlan> written =
                operation.getRelations().stream().map(relations::plan).toList();
        List<RelationPlan> sources = operation
                .getCorresponding()
                .map(corresponding -> CorrespondingColumns.of(corresponding, written))
                .orElse(written);
        List<Type> types = types(sources.getFirst());
        for (RelationPlan source : sources) {
            types = common(types, types(source), operation, name);
        }
        requireComparable(operation, name, types);
        List<PlanNode> roots = new ArrayList<>();
        List<List<Symbol>> inputs = new ArrayList<>();
        for (RelationPlan source : sources) {
            Coerced coerced = coerced(source.root(), source.symbols(), types);
            if (coerced.root() instanceof SetOperationNode inner && isPartOf(inner, operation)) {
                roots.addAll(inner.sources());
                inner.inputs().forEach(symbols -> inputs.add(through(inner, coerced.symbols(), symbols)));
            } else {
                roots.add(coerced.root());
                inputs.add(coerced.symbols());
            }
        }
        List<Field> named = sources.getFirst().scope().visibleFields();
        List<Symbol> outputs = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Symbol symbol = statement.symbols().create(named.get(i).name().orElse("column"), types.get(i));
            outputs.add(symbol);
            fields.add(Field.unqualified(named.get(i).name(), symbol));
        }
        PlanNode root = new SetOperationNode(SetOperator.valueOf(name), operation.isDistinct(), roots, outputs, inputs);
        return new RelationPlan(root, new Scope(fields, environment.outer()));
    }

    /** Whether the branches of the inner operation may as well be branches of this one: long chains of UNION are one wide operation, not a deep one. */
    private static boolean isPartOf(SetOperationNode inner, SetOperation operation) {
        return operation instanceof Union
                && inner.operator() == SetOperator.UNION
                && (operation.isDistinct() || !inner.distinct());
    }

    private static List<Symbol> through(SetOperationNode inner, List<Symbol> outputs, List<Symbol> inputs) {
        return outputs.stream()
                .map(symbol -> inputs.get(inner.outputs().indexOf(symbol)))
                .toList();
    }

    private static void requireComparable(SetOperation operation, String name, List<Type> types) {
        boolean distinct = operation.isDistinct() || !name.equals("UNION");
        Optional<Type> incomparable =
                types.stream().filter(type -> distinct && !type.comparable()).findFirst();
        if (incomparable.isPresent()) {
            throw Errors.at(
                    operation,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Type %s is not comparable and therefore cannot be used in %s%s",
                    incomparable.get(),
                    name,
                    operation.isDistinct() ? "" : " ALL");
        }
    }

    private static List<Type> types(RelationPlan relation) {
        return relation.symbols().stream().map(Symbol::type).toList();
    }

    private static List<Type> common(List<Type> first, List<Type> second, SetOperation node, String name) {
        if (first.size() != second.size()) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s query has different number of fields: %s, %s",
                    name,
                    first.size(),
                    second.size());
        }
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int column = i;
            types.add(Coercions.commonSuperType(first.get(i), second.get(i))
                    .orElseThrow(() -> Errors.at(
                            node,
                            StandardErrorCode.TYPE_MISMATCH,
                            "column %s in %s query has incompatible types: %s, %s",
                            column + 1,
                            name,
                            first.get(column),
                            second.get(column))));
        }
        return types;
    }

    /** The columns cast where their types differ. */
    Coerced coerced(PlanNode root, List<Symbol> columns, List<Type> types) {
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        List<Symbol> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Symbol column = columns.get(i);
            Symbol converted = column.type().equals(types.get(i))
                    ? column
                    : statement.symbols().create(column.name(), types.get(i));
            assignments.put(converted, Conversions.coerce(column.reference(), types.get(i)));
            result.add(converted);
        }
        return result.equals(columns)
                ? new Coerced(root, result)
                : new Coerced(new ProjectNode(root, assignments), result);
    }

    record Coerced(PlanNode root, List<Symbol> symbols) {}
}
