package io.skein.connector.sql.pushdown;

import static io.skein.spi.pushdown.Operators.AND;
import static io.skein.spi.pushdown.Operators.CASE;
import static io.skein.spi.pushdown.Operators.CAST;
import static io.skein.spi.pushdown.Operators.COALESCE;
import static io.skein.spi.pushdown.Operators.EQUAL;
import static io.skein.spi.pushdown.Operators.GREATER_THAN;
import static io.skein.spi.pushdown.Operators.GREATER_THAN_OR_EQUAL;
import static io.skein.spi.pushdown.Operators.IN;
import static io.skein.spi.pushdown.Operators.IS_DISTINCT_FROM;
import static io.skein.spi.pushdown.Operators.IS_NULL;
import static io.skein.spi.pushdown.Operators.LESS_THAN;
import static io.skein.spi.pushdown.Operators.LESS_THAN_OR_EQUAL;
import static io.skein.spi.pushdown.Operators.NOT;
import static io.skein.spi.pushdown.Operators.NOT_EQUAL;
import static io.skein.spi.pushdown.Operators.OR;

import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions over a query's columns in the database's SQL. */
record ExpressionText(SqlDialect dialect, RemoteFunctions functions, RemoteQuery query) {
    RemoteValue of(RemoteExpression expression) throws NotTakenException {
        return switch (expression) {
            case RemoteExpression.Column(String name, Type _) -> RemoteValue.of(column(name));
            case RemoteExpression.Constant(Object value, Type type) -> constant(value, type);
            case RemoteExpression.Call call -> call(call);
        };
    }

    List<RemoteValue> of(List<RemoteExpression> expressions) throws NotTakenException {
        List<RemoteValue> values = new ArrayList<>();
        for (RemoteExpression expression : expressions) {
            values.add(of(expression));
        }
        return values;
    }

    String condition(RemoteExpression expression) throws NotTakenException {
        return of(expression).sql();
    }

    RemoteColumn column(String name) throws NotTakenException {
        return query.column(name).orElseThrow(() -> new NotTakenException("there is no column " + name));
    }

    private RemoteValue constant(@org.jspecify.annotations.Nullable Object value, Type type) throws NotTakenException {
        String remoteType = functions.remoteType(type);
        if (value == null) {
            return new RemoteValue("NULL", remoteType, type, Comparison.ORDER, true);
        }
        String literal = dialect.literal(type, value)
                .orElseThrow(() -> new NotTakenException("a value of " + type.displayName() + " is not exact there"));
        return new RemoteValue(literal, remoteType, type, Comparison.ORDER, true);
    }

    private RemoteValue call(RemoteExpression.Call call) throws NotTakenException {
        List<RemoteValue> arguments = of(call.arguments());
        return switch (call.function()) {
            case AND -> truth(joined(arguments, " AND "));
            case OR -> truth(joined(arguments, " OR "));
            case NOT -> truth("(NOT " + arguments.getFirst().sql() + ")");
            case IS_NULL -> truth("(" + arguments.getFirst().sql() + " IS NULL)");
            case EQUAL -> truth(same(arguments.get(0), "=", arguments.get(1)));
            case NOT_EQUAL -> truth(same(arguments.get(0), "<>", arguments.get(1)));
            case IS_DISTINCT_FROM -> throw new NotTakenException("IS DISTINCT FROM is decided here");
            case LESS_THAN -> truth(less(arguments.get(0), "<", arguments.get(1)));
            case LESS_THAN_OR_EQUAL -> truth(less(arguments.get(0), "<=", arguments.get(1)));
            case GREATER_THAN -> truth(greater(arguments.get(0), ">", arguments.get(1)));
            case GREATER_THAN_OR_EQUAL -> truth(greater(arguments.get(0), ">=", arguments.get(1)));
            case IN -> in(arguments);
            case CASE -> value(call.type(), cases(arguments), results(arguments));
            case COALESCE -> value(call.type(), "COALESCE(" + list(arguments) + ")", arguments);
            case CAST -> value(call.type(), functions.cast(arguments.getFirst(), call.type()), arguments);
            default -> value(call.type(), functions.scalar(call.function(), arguments, call.type()), arguments);
        };
    }

    private RemoteValue truth(String sql) throws NotTakenException {
        return value(Type.Simple.BOOLEAN, sql, List.of());
    }

    /** A text compares as far as all that it is made of. */
    private RemoteValue value(Type type, String sql, List<RemoteValue> from) throws NotTakenException {
        Comparison comparison = Comparison.ORDER;
        if (type instanceof Type.Varchar || type instanceof Type.Char) {
            comparison = from.stream()
                    .filter(part -> part.textual() && !part.constant())
                    .map(RemoteValue::comparison)
                    .reduce(Comparison.COLLATED, (one, other) -> one.compareTo(other) < 0 ? one : other);
        }
        return new RemoteValue(sql, functions.remoteType(type), type, comparison, false);
    }

    private static String joined(List<RemoteValue> terms, String operator) {
        return terms.stream().map(RemoteValue::sql).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String list(List<RemoteValue> values) {
        return values.stream().map(RemoteValue::sql).collect(Collectors.joining(", "));
    }

    private RemoteValue in(List<RemoteValue> arguments) throws NotTakenException {
        for (RemoteValue argument : arguments) {
            require(argument, Comparison.EQUALITY);
        }
        RemoteValue value = arguments.getFirst();
        List<RemoteValue> list = arguments.subList(1, arguments.size());
        if (!list.stream().allMatch(RemoteValue::constant)) {
            throw new NotTakenException("IN with a list that is not constant is decided here");
        }
        return truth("(" + value.sql() + " IN (" + list(list) + "))");
    }

    private String same(RemoteValue left, String operator, RemoteValue right) throws NotTakenException {
        require(left, Comparison.EQUALITY);
        require(right, Comparison.EQUALITY);
        if (left.textual() && !left.constant() && !right.constant()) {
            return operator.equals("=")
                    ? functions.sameText(left, right)
                    : "(NOT " + functions.sameText(left, right) + ")";
        }
        if (left.floating() && !left.constant() && !right.constant()) {
            throw new NotTakenException("floating point numbers that are both computed are compared here: NaN");
        }
        return compared(left.sql(), operator, right.sql());
    }

    private String less(RemoteValue left, String operator, RemoteValue right) throws NotTakenException {
        if (left.floating()) {
            return greater(right, operator.replace('<', '>'), left);
        }
        require(left, Comparison.COLLATED);
        require(right, Comparison.COLLATED);
        return compared(ordered(left), operator, ordered(right));
    }

    private String greater(RemoteValue left, String operator, RemoteValue right) throws NotTakenException {
        require(left, Comparison.COLLATED);
        require(right, Comparison.COLLATED);
        if (left.floating()) {
            return functions.greater(left, operator, right);
        }
        return compared(ordered(left), operator, ordered(right));
    }

    private String ordered(RemoteValue value) {
        return value.textual() && !value.constant() ? dialect.ordered(value.sql()) : value.sql();
    }

    private static String compared(String left, String operator, String right) {
        return "(" + left + " " + operator + " " + right + ")";
    }

    private static void require(RemoteValue value, Comparison needed) throws NotTakenException {
        if (value.comparison().compareTo(needed) < 0) {
            throw new NotTakenException(
                    "values of type " + value.remoteType() + " compare otherwise there, or may do: " + value.sql());
        }
    }

    private static String cases(List<RemoteValue> arguments) {
        StringBuilder text = new StringBuilder("(CASE");
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            text.append(" WHEN ").append(arguments.get(i).sql());
            text.append(" THEN ").append(arguments.get(i + 1).sql());
        }
        return text.append(" ELSE ")
                .append(arguments.getLast().sql())
                .append(" END)")
                .toString();
    }

    private static List<RemoteValue> results(List<RemoteValue> arguments) {
        List<RemoteValue> results = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            results.add(arguments.get(i));
        }
        results.add(arguments.getLast());
        return results;
    }
}
