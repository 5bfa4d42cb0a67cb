package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.UnnestMapping;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans UNNEST over the rows of the relation before it. */
final class UnnestPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;

    UnnestPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    /** The plan keeps the left relation's columns; the scope holds the unnested ones only. */
    RelationPlan plan(Unnest unnest, RelationPlan left, JoinKind kind) {
        PlanBuilder plan = new PlanBuilder(statement.symbols(), left.root());
        ExpressionContext context = new ExpressionContext(statement, environment, left.scope(), plan);
        List<UnnestMapping> mappings = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (Node node : unnest.getExpressions()) {
            new AstSearch(statement.functions()).requireScalar("UNNEST", node);
            Expression value = context.analyze(node);
            List<Field> produced = fields(value.type());
            fields.addAll(produced);
            mappings.add(new UnnestMapping(
                    value, produced.stream().map(Field::symbol).toList()));
        }
        Optional<Symbol> ordinality = unnest.isWithOrdinality()
                ? Optional.of(statement.symbols().create("ordinality", Type.Simple.BIGINT))
                : Optional.empty();
        ordinality.ifPresent(symbol -> fields.add(Field.unqualified(Optional.empty(), symbol)));
        PlanNode root = new UnnestNode(plan.root(), mappings, ordinality, kind);
        return new RelationPlan(root, new Scope(fields, environment.outer()));
    }

    private List<Field> fields(Type type) {
        return switch (type) {
            case Type.Array array
            when array.element() instanceof Type.Row row ->
                row.fields().stream()
                        .map(field -> field(field.name(), field.type()))
                        .toList();
            case Type.Array array -> List.of(field(Optional.empty(), array.element()));
            case Type.MapOf map -> List.of(field(Optional.empty(), map.key()), field(Optional.empty(), map.value()));
            default ->
                throw new SkeinException(
                        StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "Cannot unnest type: " + type.displayName());
        };
    }

    private Field field(Optional<String> name, Type type) {
        return Field.unqualified(name, statement.symbols().create(name.orElse("unnested"), type));
    }
}
