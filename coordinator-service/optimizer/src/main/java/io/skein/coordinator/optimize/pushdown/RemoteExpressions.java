package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Case;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Coalesce;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Expression.NullIf;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.pushdown.Operators;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions over a scan's symbols in the form that sources take. */
record RemoteExpressions(Map<Symbol, ColumnHandle> columns) {
    /** Empty where it holds what no source knows: lambdas, rows, TRY, values of other types. */
    Optional<RemoteExpression> of(Expression expression) {
        return switch (expression) {
            case Reference(Symbol symbol) ->
                Optional.ofNullable(columns.get(symbol))
                        .map(handle -> new RemoteExpression.Column(handle.name(), handle.type()));
            case Constant constant ->
                plain(constant.type())
                        ? Optional.of(new RemoteExpression.Constant(constant.value(), constant.type()))
                        : Optional.empty();
            case Comparison comparison ->
                call(name(comparison.operator()), List.of(comparison.left(), comparison.right()), comparison);
            case Between between ->
                of(new Logical(
                        LogicalOperator.AND,
                        List.of(
                                new Comparison(
                                        ComparisonOperator.GREATER_THAN_OR_EQUAL, between.value(), between.low()),
                                new Comparison(
                                        ComparisonOperator.LESS_THAN_OR_EQUAL, between.value(), between.high()))));
            case In in -> {
                List<Expression> arguments = new ArrayList<>(List.of(in.value()));
                arguments.addAll(in.list());
                yield call(Operators.IN, arguments, in);
            }
            case Logical logical ->
                call(
                        logical.operator() == LogicalOperator.AND ? Operators.AND : Operators.OR,
                        logical.terms(),
                        logical);
            case Not not -> call(Operators.NOT, List.of(not.value()), not);
            case IsNull isNull -> call(Operators.IS_NULL, List.of(isNull.value()), isNull);
            case Case cases -> {
                List<Expression> arguments = new ArrayList<>();
                cases.branches().forEach(branch -> {
                    arguments.add(branch.condition());
                    arguments.add(branch.result());
                });
                arguments.add(cases.defaultResult().orElse(new Constant(null, cases.type())));
                yield call(Operators.CASE, arguments, cases);
            }
            case NullIf nullIf ->
                call(
                        Operators.CASE,
                        List.of(nullIf.compared(), new Constant(null, nullIf.type()), nullIf.first()),
                        nullIf);
            case Coalesce coalesce -> call(Operators.COALESCE, coalesce.operands(), coalesce);
            case Cast cast -> cast.safe() ? Optional.empty() : call(Operators.CAST, List.of(cast.value()), cast);
            case Call call -> call(call.function().name(), call.arguments(), call);
            default -> Optional.empty();
        };
    }

    /** Empty as soon as one cannot be said. */
    Optional<List<RemoteExpression>> of(List<Expression> expressions) {
        List<RemoteExpression> all = new ArrayList<>();
        for (Expression expression : expressions) {
            Optional<RemoteExpression> one = of(expression);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }

    private Optional<RemoteExpression> call(String function, List<Expression> arguments, Expression whole) {
        return of(arguments).map(translated -> new RemoteExpression.Call(function, translated, whole.type()));
    }

    private static String name(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> Operators.EQUAL;
            case NOT_EQUAL -> Operators.NOT_EQUAL;
            case LESS_THAN -> Operators.LESS_THAN;
            case LESS_THAN_OR_EQUAL -> Operators.LESS_THAN_OR_EQUAL;
            case GREATER_THAN -> Operators.GREATER_THAN;
            case GREATER_THAN_OR_EQUAL -> Operators.GREATER_THAN_OR_EQUAL;
            case IS_DISTINCT_FROM -> Operators.IS_DISTINCT_FROM;
        };
    }

    /** Types whose constants have a form of their own on the way to a source. */
    private static boolean plain(Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, VARBINARY, UUID -> true;
                    default -> false;
                };
            case Type.Decimal _, Type.Varchar _, Type.Char _, Type.Time _ -> true;
            case Type.Timestamp _, Type.TimestampWithTimeZone _ -> true;
            default -> false;
        };
    }
}
