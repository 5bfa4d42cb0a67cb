package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.OptionalInt;

/** Values as columns take them: texts are never cut short, and NULL is refused where the column says so. */
final class StoredValues {
    private final PlanContext statement;
    private final Node node;

    StoredValues(PlanContext statement, Node node) {
        this.statement = statement;
        this.node = node;
    }

    Expression stored(Expression value, ColumnMetadata column) {
        Expression typed = Conversions.coerce(fitting(value, column.type()), column.type());
        return column.nullable()
                ? typed
                : call("$required", typed, text("NULL value not allowed for NOT NULL column: " + column.name()));
    }

    private Expression fitting(Expression value, Type type) {
        OptionalInt room = length(type);
        boolean text = value.type() instanceof Type.Varchar || value.type() instanceof Type.Char;
        OptionalInt given = length(value.type());
        if (!text || room.isEmpty() || (given.isPresent() && given.getAsInt() <= room.getAsInt())) {
            return value;
        }
        return call(
                "$fitting",
                value,
                new Expression.Constant((long) room.getAsInt(), Type.Simple.BIGINT),
                text("Cannot truncate non-space characters when casting from %s to %s on INSERT"
                        .formatted(value.type(), type)));
    }

    private static OptionalInt length(Type type) {
        return switch (type) {
            case Type.Varchar varchar -> varchar.length();
            case Type.Char character -> OptionalInt.of(character.length());
            default -> OptionalInt.empty();
        };
    }

    private Expression call(String operator, Expression... arguments) {
        List<Expression> given = List.of(arguments);
        return FunctionCalls.call(
                statement
                        .resolver()
                        .resolveOperator(
                                operator, given.stream().map(Expression::type).toList(), Errors.place(node)),
                given);
    }

    private static Expression text(String message) {
        return new Expression.Constant(message, Type.Varchar.UNBOUNDED);
    }
}
