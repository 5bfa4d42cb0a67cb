package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.Predicates;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinKind;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans JOIN USING: the named columns stand once, first and without a qualifier. */
final class JoinUsingPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;

    JoinUsingPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    RelationPlan plan(Join join, JoinUsing using, RelationPlan left, RelationPlan right) {
        PlanBuilder leftPlan = new PlanBuilder(statement.symbols(), left.root());
        PlanBuilder rightPlan = new PlanBuilder(statement.symbols(), right.root());
        List<EquiClause> criteria = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<Field> merged = new HashSet<>();
        List<Key> keys = new ArrayList<>();
        for (Identifier column : using.getColumns()) {
            if (!seen.add(column.getValue().toLowerCase(Locale.ENGLISH))) {
                throw Errors.at(
                        column,
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Column '%s' appears multiple times in USING clause",
                        column.getValue());
            }
            Field first = side(column, left, "left");
            Field second = side(column, right, "right");
            Type type =
                    Predicates.comparedType(Expression.ComparisonOperator.EQUAL, first.type(), second.type(), column);
            Symbol leftKey =
                    leftPlan.symbolFor(Conversions.coerce(first.symbol().reference(), type));
            Symbol rightKey =
                    rightPlan.symbolFor(Conversions.coerce(second.symbol().reference(), type));
            criteria.add(new EquiClause(leftKey, rightKey));
            merged.add(first);
            merged.add(second);
            keys.add(new Key(column.getValue(), first, leftKey, rightKey));
        }
        JoinKind kind = JoinPlanner.kind(join);
        PlanBuilder plan = new PlanBuilder(
                statement.symbols(),
                JoinPlanner.join(kind, leftPlan.root(), rightPlan.root(), criteria, Optional.empty()));
        List<Field> fields = keyFields(keys, kind, plan);
        left.scope().fields().stream().filter(field -> !merged.contains(field)).forEach(fields::add);
        right.scope().fields().stream().filter(field -> !merged.contains(field)).forEach(fields::add);
        return new RelationPlan(plan.root(), new Scope(fields, environment.outer()));
    }

    private List<Field> keyFields(List<Key> keys, JoinKind kind, PlanBuilder plan) {
        List<Field> fields = new ArrayList<>();
        Map<Symbol, Expression> additions = new LinkedHashMap<>();
        for (Key key : keys) {
            Symbol symbol = switch (kind) {
                case INNER, LEFT -> key.left();
                case RIGHT -> key.right();
                case FULL -> statement.symbols().create(key.name(), key.left().type());
            };
            if (kind == JoinKind.FULL) {
                additions.put(
                        symbol,
                        new Expression.Coalesce(
                                List.of(key.left().reference(), key.right().reference())));
            }
            fields.add(new Field(
                    Optional.of(key.name()),
                    Optional.empty(),
                    symbol,
                    false,
                    key.field().origin()));
        }
        plan.extend(additions);
        return fields;
    }

    private static Field side(Identifier column, RelationPlan relation, String side) {
        return relation.scope()
                .resolveLocally(QualifiedName.of(List.of(column)), column)
                .orElseThrow(() -> Errors.at(
                        column,
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column '%s' is missing from %s side of join",
                        column.getValue(),
                        side));
    }

    private record Key(String name, Field field, Symbol left, Symbol right) {}
}
