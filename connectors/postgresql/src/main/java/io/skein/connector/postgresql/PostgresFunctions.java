package io.skein.connector.postgresql;

import io.skein.connector.sql.pushdown.NotTakenException;
import io.skein.connector.sql.pushdown.RemoteFunctions;
import io.skein.connector.sql.pushdown.RemoteValue;
import io.skein.connector.sql.query.Comparison;
import io.skein.spi.pushdown.Operators;
import io.skein.spi.pushdown.RemoteWork.Measure;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL computes as we do. */
record PostgresFunctions(PostgresDialect dialect) implements RemoteFunctions {
    /** Units of date_trunc that both have; the week begins on Monday in both. */
    private static final Set<String> UNITS =
            Set.of("'second'", "'minute'", "'hour'", "'day'", "'week'", "'month'", "'quarter'", "'year'");

    private static final Set<String> PARTS =
            Set.of("year", "quarter", "month", "week", "day", "hour", "minute", "day_of_year", "day_of_week");

    private static final Set<Type> WHOLE =
            Set.of(Type.Simple.TINYINT, Type.Simple.SMALLINT, Type.Simple.INTEGER, Type.Simple.BIGINT);

    /** Digits behind the scale that a quotient by a count of rows can lie apart from a half. */
    private static final int QUOTIENT_DIGITS = 20;

    @Override
    public String scalar(String function, List<RemoteValue> arguments, Type type) throws NotTakenException {
        return switch (function) {
            case Operators.ADD -> arithmetic(arguments, "+", type);
            case Operators.SUBTRACT -> arithmetic(arguments, "-", type);
            case Operators.MULTIPLY -> arithmetic(arguments, "*", type);
            case Operators.NEGATE -> "(- " + number(arguments.getFirst(), function) + ")";
            case "abs" -> "abs(" + number(arguments.getFirst(), function) + ")";
            case Operators.LIKE -> like(arguments);
            case "length" -> length(arguments.getFirst());
            case "date_trunc" -> truncated(arguments);
            default -> {
                if (PARTS.contains(function) && arguments.size() == 1) {
                    yield part(function, arguments.getFirst());
                }
                throw new NotTakenException("PostgreSQL has no function that surely is the same as " + function);
            }
        };
    }

    /** Whole numbers overflow in both, decimals in neither; PostgreSQL's floating point numbers overflow, ours do not. */
    private static String arithmetic(List<RemoteValue> operands, String operator, Type type) throws NotTakenException {
        boolean exact = WHOLE.contains(type)
                || type instanceof Type.Decimal decimal && decimal.precision() < Type.Decimal.MAX_PRECISION;
        if (!exact) {
            throw new NotTakenException(operator + " of " + type.displayName() + " is computed here");
        }
        return "(" + typed(operands.get(0)) + " " + operator + " " + typed(operands.get(1)) + ")";
    }

    /** PostgreSQL would give a literal the narrowest type. */
    private static String typed(RemoteValue value) {
        return value.constant() ? "CAST(" + value.sql() + " AS " + value.remoteType() + ")" : value.sql();
    }

    private static String number(RemoteValue value, String function) throws NotTakenException {
        if (!WHOLE.contains(value.type()) && !(value.type() instanceof Type.Decimal)) {
            throw new NotTakenException(function + " of " + value.type().displayName() + " is computed here");
        }
        return typed(value);
    }

    private static String like(List<RemoteValue> arguments) throws NotTakenException {
        RemoteValue value = arguments.get(0);
        if (arguments.size() != 2
                || !(value.type() instanceof Type.Varchar)
                || value.comparison().compareTo(Comparison.EQUALITY) < 0
                || !arguments.get(1).constant()) {
            throw new NotTakenException("this LIKE is decided here");
        }
        return "(" + value.sql() + " LIKE " + arguments.get(1).sql() + " ESCAPE '')";
    }

    private static String length(RemoteValue value) throws NotTakenException {
        if (!(value.type() instanceof Type.Varchar) || value.comparison() != Comparison.COLLATED) {
            throw new NotTakenException("length of " + value.remoteType() + " is computed here");
        }
        return "CAST(char_length(" + value.sql() + ") AS bigint)";
    }

    private static String truncated(List<RemoteValue> arguments) throws NotTakenException {
        RemoteValue value = arguments.get(1);
        if (!UNITS.contains(arguments.get(0).sql())) {
            throw new NotTakenException("date_trunc by " + arguments.get(0).sql() + " is computed here");
        }
        return switch (value.type()) {
            case Type.Timestamp(int precision) ->
                "CAST(date_trunc(%s, %s) AS timestamp(%d))"
                        .formatted(arguments.get(0).sql(), value.sql(), precision);
            case Type.Simple.DATE ->
                "CAST(date_trunc(%s, CAST(%s AS timestamp)) AS date)"
                        .formatted(arguments.get(0).sql(), value.sql());
            default ->
                throw new NotTakenException("date_trunc of " + value.type().displayName() + " is computed here");
        };
    }

    private static String part(String function, RemoteValue value) throws NotTakenException {
        if (value.type() != Type.Simple.DATE && !(value.type() instanceof Type.Timestamp)) {
            throw new NotTakenException(function + " of " + value.type().displayName() + " is computed here");
        }
        String field = switch (function) {
            case "day_of_year" -> "doy";
            case "day_of_week" -> "isodow";
            default -> function;
        };
        return "CAST(extract(" + field + " FROM " + value.sql() + ") AS bigint)";
    }

    @Override
    public String cast(RemoteValue value, Type type) throws NotTakenException {
        if (!exact(value.type(), type)) {
            throw new NotTakenException(
                    "CAST(%s AS %s) is computed here".formatted(value.type().displayName(), type.displayName()));
        }
        return "CAST(" + value.sql() + " AS " + declared(type) + ")";
    }

    /** Whether each value of the one type is one of the other. */
    private static boolean exact(Type from, Type to) {
        return switch (to) {
            case Type.Simple.SMALLINT -> from == Type.Simple.TINYINT;
            case Type.Simple.INTEGER -> WHOLE.contains(from) && from != Type.Simple.BIGINT;
            case Type.Simple.BIGINT -> WHOLE.contains(from);
            case Type.Simple.DOUBLE -> WHOLE.contains(from) && from != Type.Simple.BIGINT || from == Type.Simple.REAL;
            case Type.Decimal(int precision, int scale) ->
                from instanceof Type.Decimal narrow
                        ? narrow.scale() <= scale && narrow.precision() - narrow.scale() <= precision - scale
                        : digits(from) <= precision - scale;
            case Type.Varchar varchar ->
                from instanceof Type.Varchar narrow
                        && (varchar.length().isEmpty()
                                || narrow.length().isPresent()
                                        && narrow.length().getAsInt()
                                                <= varchar.length().getAsInt());
            case Type.Timestamp(int precision) ->
                from == Type.Simple.DATE
                        || from instanceof Type.Timestamp narrow
                                && narrow.precision() <= precision
                                && precision <= PostgresType.MOST_PRECISION;
            default -> false;
        };
    }

    private static int digits(Type whole) {
        return switch (whole) {
            case Type.Simple.TINYINT -> 3;
            case Type.Simple.SMALLINT -> 5;
            case Type.Simple.INTEGER -> 10;
            case Type.Simple.BIGINT -> 19;
            default -> Integer.MAX_VALUE;
        };
    }

    @Override
    public String aggregate(Measure measure, List<RemoteValue> arguments, Optional<String> filter)
            throws NotTakenException {
        String where =
                filter.map(condition -> " FILTER (WHERE " + condition + ")").orElse("");
        String distinct = measure.distinct() ? "DISTINCT " : "";
        if (arguments.isEmpty() && measure.function().equals("count")) {
            return "count(*)" + where;
        }
        if (arguments.size() != 1) {
            throw new NotTakenException(measure.function() + " of several values is computed here");
        }
        RemoteValue value = arguments.getFirst();
        String argument = distinct + typed(value);
        return switch (measure.function()) {
            case "count" -> "count(" + argument + ")" + where;
            case "sum" -> sum(measure, value, distinct, where);
            case "avg" -> average(measure, value, distinct, where);
            case "min" -> "min(" + ordered(value) + ")" + where;
            case "max" -> greatest(value, filter);
            case "bool_and", "every" -> "bool_and(" + argument + ")" + where;
            case "bool_or" -> "bool_or(" + argument + ")" + where;
            default ->
                throw new NotTakenException(
                        "PostgreSQL has no aggregate that surely is the same as " + measure.function());
        };
    }

    private String sum(Measure measure, RemoteValue value, String distinct, String where) throws NotTakenException {
        return switch (measure.type()) {
            case Type _
            when measure.type() == Type.Simple.BIGINT || measure.type() instanceof Type.Decimal ->
                "CAST(sum(" + distinct + value.sql() + ")" + where + " AS " + declared(measure.type()) + ")";
            case Type.Simple.DOUBLE -> "sum(" + distinct + value.sql() + ")" + where;
            case Type.Simple.REAL ->
                "CAST(sum(" + distinct + "CAST(" + value.sql() + " AS double precision))" + where + " AS real)";
            default -> throw new NotTakenException("sum of " + measure.type().displayName() + " is computed here");
        };
    }

    /** Decimals are rounded half up from their exact quotient, floating point numbers are computed in double precision. */
    private String average(Measure measure, RemoteValue value, String distinct, String where) throws NotTakenException {
        return switch (measure.type()) {
            case Type.Simple.DOUBLE -> "avg(" + distinct + "CAST(" + value.sql() + " AS double precision))" + where;
            case Type.Simple.REAL ->
                "CAST(avg(" + distinct + "CAST(" + value.sql() + " AS double precision))" + where + " AS real)";
            case Type.Decimal decimal ->
                "CAST(round(CAST(sum(%1$s%2$s)%3$s AS numeric(200, %4$d)) / nullif(count(%1$s%2$s)%3$s, 0), %5$d) AS %6$s)"
                        .formatted(
                                distinct,
                                value.sql(),
                                where,
                                decimal.scale() + QUOTIENT_DIGITS,
                                decimal.scale(),
                                declared(decimal));
            default -> throw new NotTakenException("avg of " + measure.type().displayName() + " is computed here");
        };
    }

    private String ordered(RemoteValue value) throws NotTakenException {
        boolean known = WHOLE.contains(value.type())
                || value.floating()
                || value.textual()
                || value.type() instanceof Type.Decimal
                || value.type() == Type.Simple.DATE
                || value.type() instanceof Type.Timestamp
                || value.type() instanceof Type.TimestampWithTimeZone;
        if (!known || value.comparison().compareTo(Comparison.COLLATED) < 0) {
            throw new NotTakenException("values of type " + value.remoteType() + " are in another order there");
        }
        return value.textual() ? dialect.ordered(value.sql()) : value.sql();
    }

    /** For PostgreSQL NaN is the greatest number, for us it is one only where there is no other. */
    private String greatest(RemoteValue value, Optional<String> filter) throws NotTakenException {
        String ordered = ordered(value);
        String all = "max(" + ordered + ")"
                + filter.map(condition -> " FILTER (WHERE " + condition + ")").orElse("");
        if (!value.floating()) {
            return all;
        }
        String numbers = filter.map(condition -> condition + " AND ").orElse("") + value.sql() + " <> 'NaN'";
        return "coalesce(max(" + ordered + ") FILTER (WHERE " + numbers + "), " + all + ")";
    }

    /** As {@link PostgresDialect#output} knows the types whose values need no cast. */
    @Override
    public String remoteType(Type type) throws NotTakenException {
        return switch (type) {
            case Type.Timestamp _ -> "timestamp without time zone";
            case Type.TimestampWithTimeZone _ -> "timestamp with time zone";
            case Type.Varchar _ -> "text";
            case Type.Char(int length) -> "character(" + length + ")";
            default -> declared(type);
        };
    }

    private static String declared(Type type) throws NotTakenException {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN -> "boolean";
                    case TINYINT, SMALLINT -> "smallint";
                    case INTEGER -> "integer";
                    case BIGINT -> "bigint";
                    case REAL -> "real";
                    case DOUBLE -> "double precision";
                    case VARBINARY -> "bytea";
                    case DATE -> "date";
                    case UUID -> "uuid";
                    default -> throw foreign(type);
                };
            case Type.Decimal(int precision, int scale) -> "numeric(" + precision + "," + scale + ")";
            case Type.Varchar varchar ->
                varchar.length().isPresent() ? "varchar(" + varchar.length().getAsInt() + ")" : "text";
            case Type.Char(int length) -> "char(" + length + ")";
            case Type.Timestamp(int precision)
            when precision <= PostgresType.MOST_PRECISION -> "timestamp(" + precision + ")";
            case Type.TimestampWithTimeZone(int precision)
            when precision <= PostgresType.MOST_PRECISION -> "timestamptz(" + precision + ")";
            default -> throw foreign(type);
        };
    }

    private static NotTakenException foreign(Type type) {
        return new NotTakenException("PostgreSQL has no type for " + type.displayName());
    }

    /** NaN is greater than all for PostgreSQL, and not greater than anything for us. */
    @Override
    public String greater(RemoteValue left, String operator, RemoteValue right) throws NotTakenException {
        if (left.constant() == right.constant()) {
            throw new NotTakenException("floating point numbers that are both computed are compared here: NaN");
        }
        String compared = left.sql() + " " + operator + " " + right.sql();
        return left.constant() ? "(" + compared + ")" : "(" + compared + " AND " + left.sql() + " <> 'NaN')";
    }

    @Override
    public String sameText(RemoteValue left, RemoteValue right) {
        return "(" + left.sql() + " = " + right.sql() + " COLLATE \"C\")";
    }

    @Override
    public String chance(double ratio) {
        return "random() < " + ratio;
    }

    @Override
    public boolean fullJoins() {
        return true;
    }
}
