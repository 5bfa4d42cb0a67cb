package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.NamedQueries;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RecursiveReferenceNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** WITH: names for queries, planned where they are referred to; a recursive one becomes a RecursiveUnion. */
final class WithPlanner {
    private static final int DEFAULT_DEPTH = 10;

    private final PlanContext statement;

    WithPlanner(PlanContext statement) {
        this.statement = statement;
    }

    /** The environment in which the names are known. Each query is planned once here, so that its errors show even if nobody refers to it. */
    QueryEnvironment environment(With with, QueryEnvironment around) {
        QueryEnvironment current = around;
        Set<String> names = new HashSet<>();
        for (WithQuery query : with.getQueries()) {
            String name = query.getName().getValue();
            if (!names.add(name.toLowerCase(Locale.ENGLISH))) {
                throw Errors.at(
                        query,
                        StandardErrorCode.DUPLICATE_NAMED_QUERY,
                        "WITH query name '%s' specified more than once",
                        name);
            }
            NamedQueries.Definition definition = new NamedQueries.Definition.Inlined(
                    query, current, with.isRecursive() && refersTo(query.getQuery(), name));
            reference(QualifiedName.of(List.of(query.getName())), definition, current);
            current = current.with(current.named().with(name, definition));
        }
        return current;
    }

    RelationPlan reference(QualifiedName name, NamedQueries.Definition definition, QueryEnvironment place) {
        return switch (definition) {
            case NamedQueries.Definition.Recursion recursion -> round(name, recursion, place);
            case NamedQueries.Definition.Inlined inlined -> {
                RelationPlan plan = inlined.recursive() ? recursive(inlined) : inlined(inlined);
                List<Field> fields = plan.scope().visibleFields().stream()
                        .map(field -> field.withRelation(name, field.name()))
                        .toList();
                yield new RelationPlan(plan.root(), new Scope(fields, place.outer()));
            }
        };
    }

    private RelationPlan inlined(NamedQueries.Definition.Inlined definition) {
        WithQuery query = definition.query();
        RelationPlan plan = new QueryPlanner(statement, definition.environment()).plan(query.getQuery());
        return query.getColumnNames().map(names -> renamed(plan, names)).orElse(plan);
    }

    private static RelationPlan renamed(RelationPlan plan, List<Identifier> names) {
        List<Field> visible = plan.scope().visibleFields();
        requireCount(names.size(), visible.size(), names.getFirst());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Field field = visible.get(i);
            fields.add(new Field(
                    Optional.of(names.get(i).getValue()), Optional.empty(), field.symbol(), false, field.origin()));
        }
        return new RelationPlan(plan.root(), new Scope(fields, plan.scope().outer()));
    }

    private static void requireCount(int names, int columns, Node place) {
        if (names != columns) {
            throw Errors.at(
                    place,
                    StandardErrorCode.MISMATCHED_COLUMN_ALIASES,
                    "Column alias list has %s entries but relation has %s columns",
                    names,
                    columns);
        }
    }

    private static boolean refersTo(Node node, String name) {
        if (node instanceof Table table
                && table.getName().getParts().size() == 1
                && table.getName().getSuffix().equalsIgnoreCase(name)) {
            return true;
        }
        return node.getChildren().stream().anyMatch(child -> refersTo(child, name));
    }

    private RelationPlan recursive(NamedQueries.Definition.Inlined definition) {
        WithQuery query = definition.query();
        List<Identifier> names = query.getColumnNames()
                .orElseThrow(() -> Errors.at(
                        query,
                        StandardErrorCode.MISSING_COLUMN_ALIASES,
                        "missing column aliases in recursive WITH query"));
        if (!(query.getQuery().getQueryBody() instanceof Union union)
                || union.getRelations().size() != 2) {
            throw Errors.at(
                    query.getQuery(),
                    StandardErrorCode.INVALID_RECURSIVE_REFERENCE,
                    "recursive reference outside of step relation of recursive query: %s",
                    query.getName().getValue());
        }

        RelationPlanner relations = new RelationPlanner(statement, definition.environment());
        RelationPlan base = relations.plan(union.getRelations().getFirst());
        List<Symbol> baseColumns = base.symbols();
        requireCount(names.size(), baseColumns.size(), names.getFirst());
        List<Symbol> roundColumns = columns(names, baseColumns);
        String recursion = statement.symbols().name(query.getName().getValue());
        List<String> columnNames = names.stream().map(Identifier::getValue).toList();
        QueryEnvironment stepEnvironment = definition
                .environment()
                .with(definition
                        .environment()
                        .named()
                        .with(
                                query.getName().getValue(),
                                new NamedQueries.Definition.Recursion(recursion, columnNames, roundColumns)));
        RelationPlan step = new RelationPlanner(statement, stepEnvironment)
                .plan(union.getRelations().get(1));
        List<Symbol> stepColumns = step.symbols();
        List<Type> types = baseColumns.stream().map(Symbol::type).toList();
        requireCoercible(union.getRelations().get(1), stepColumns, types);
        SetOperationPlanner.Coerced coerced =
                new SetOperationPlanner(statement, relations).coerced(step.root(), stepColumns, types);
        List<Symbol> outputs = columns(names, baseColumns);
        PlanNode all = new RecursiveUnionNode(
                recursion, base.root(), coerced.root(), outputs, baseColumns, coerced.symbols(), depth());
        PlanNode root = union.isDistinct()
                ? new AggregateNode(all, List.of(outputs), Optional.empty(), Map.of(), AggregationStep.SINGLE)
                : all;
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(Field.unqualified(Optional.of(names.get(i).getValue()), outputs.get(i)));
        }
        return new RelationPlan(root, new Scope(fields, definition.environment().outer()));
    }

    private int depth() {
        String depth = statement.session().properties().get("max_recursion_depth");
        return depth == null ? DEFAULT_DEPTH : Integer.parseInt(depth);
    }

    private List<Symbol> columns(List<Identifier> names, List<Symbol> like) {
        List<Symbol> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(statement
                    .symbols()
                    .create(names.get(i).getValue(), like.get(i).type()));
        }
        return columns;
    }

    private static void requireCoercible(Node step, List<Symbol> columns, List<Type> types) {
        if (columns.size() != types.size()) {
            throw Errors.at(
                    step,
                    StandardErrorCode.TYPE_MISMATCH,
                    "base and step relations of recursion have different number of fields: %s, %s",
                    types.size(),
                    columns.size());
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!Coercions.canCoerce(columns.get(i).type(), types.get(i))) {
                throw Errors.at(
                        step,
                        StandardErrorCode.TYPE_MISMATCH,
                        "recursion step relation output type (%s) is not coercible to recursion base relation output type (%s) at column %s",
                        columns.get(i).type(),
                        types.get(i),
                        i + 1);
            }
        }
    }

    private static RelationPlan round(
            QualifiedName name, NamedQueries.Definition.Recursion recursion, QueryEnvironment place) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < recursion.columns().size(); i++) {
            fields.add(new Field(
                    Optional.of(recursion.names().get(i)),
                    Optional.of(name),
                    recursion.columns().get(i),
                    false,
                    Optional.empty()));
        }
        return new RelationPlan(
                new RecursiveReferenceNode(recursion.recursion(), recursion.columns()),
                new Scope(fields, place.outer()));
    }
}
