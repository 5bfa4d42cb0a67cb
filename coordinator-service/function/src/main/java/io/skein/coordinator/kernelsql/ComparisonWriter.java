package io.skein.coordinator.kernelsql;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons as kernel SQL. The kernel orders NaN above infinity and equal to itself; where an operand may be NaN, a second condition restores IEEE's
 * answers and leaves the first one free to be pushed down.
 */
final class ComparisonWriter {
    private static final String SUBQUERY = "(SELECT ";

    private ComparisonWriter() {}

    /** An operand: the expression, to see whether it is a literal, and its SQL. */
    record Operand(String sql, boolean number) {
        static Operand of(Expression expression, String sql) {
            boolean number = expression instanceof Constant(Object value, Type _)
                    && !(value instanceof Double real && Double.isNaN(real))
                    && !(value instanceof Float single && Float.isNaN(single));
            return new Operand(sql, number);
        }

        Operand part(String sql) {
            return new Operand(sql, false);
        }
    }

    static String write(ComparisonOperator operator, Operand left, Operand right, Type type) {
        if (operator == ComparisonOperator.IS_DISTINCT_FROM) {
            return "(" + comparable(left.sql(), type) + " IS DISTINCT FROM " + comparable(right.sql(), type) + ")";
        }
        return switch (type) {
            case Type.Simple simple
            when simple == Type.Simple.DOUBLE || simple == Type.Simple.REAL -> floating(operator, left, right);
            case Type.Row row -> row(operator, left, right, row);
            case Type.Array array -> array(operator, left, right, array);
            case Type.MapOf map -> map(operator, left, right, map);
            default -> plain(operator, comparable(left.sql(), type), comparable(right.sql(), type));
        };
    }

    /** The part of a value that equality, grouping and ordering look at. */
    static String comparable(String sql, Type type) {
        return switch (type) {
            case Type.TimestampWithTimeZone _ -> "struct_extract(" + sql + ", 'instant')";
            case Type.TimeWithTimeZone _ -> "skein_time_instant(" + sql + ")";
            case Type.Simple simple when simple == Type.Simple.IPADDRESS -> "skein_ipaddress_to_hex(" + sql + ")";
            case Type.MapOf _ -> "list_sort(map_entries(" + sql + "))";
            default -> sql;
        };
    }

    private static String plain(ComparisonOperator operator, String left, String right) {
        return "(" + left + " " + operator.text() + " " + right + ")";
    }

    private static String floating(ComparisonOperator operator, Operand left, Operand right) {
        String plain = plain(operator, left.sql(), right.sql());
        List<String> guarded = new ArrayList<>();
        switch (operator) {
            case EQUAL -> {
                if (!left.number() && !right.number()) {
                    guarded.add(left.sql());
                }
            }
            case NOT_EQUAL -> {
                if (left.number() || right.number()) {
                    return plain;
                }
                String condition = plain + " OR isnan(" + left.sql() + ")";
                return left.sql().contains(SUBQUERY) ? once(left.sql(), condition) : "(" + condition + ")";
            }
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
                if (!left.number()) {
                    guarded.add(left.sql());
                }
            }
            case LESS_THAN, LESS_THAN_OR_EQUAL -> {
                if (!right.number()) {
                    guarded.add(right.sql());
                }
            }
            case IS_DISTINCT_FROM -> {}
        }
        if (guarded.isEmpty()) {
            return plain;
        }
        String operand = guarded.getFirst();
        return operand.contains(SUBQUERY)
                ? once(operand, plain + " AND " + operand + " <= 'Infinity'::DOUBLE")
                : "(" + plain + " AND " + operand + " <= 'Infinity'::DOUBLE)";
    }

    /** The condition with the operand written once: a subquery may read its input one time only. */
    private static String once(String operand, String condition) {
        return "list_transform([%s], lambda __o: %s)[1]".formatted(operand, condition.replace(operand, "__o"));
    }

    private static String row(ComparisonOperator operator, Operand left, Operand right, Type.Row type) {
        if (operator != ComparisonOperator.EQUAL && operator != ComparisonOperator.NOT_EQUAL) {
            return rowOrder(operator, left, right, type);
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
            String extract = "struct_extract(%s, 'f" + i + "')";
            fields.add(write(
                    ComparisonOperator.EQUAL,
                    left.part(extract.formatted(left.sql())),
                    right.part(extract.formatted(right.sql())),
                    type.fields().get(i).type()));
        }
        String equal = "(" + String.join(" AND ", fields) + ")";
        return operator == ComparisonOperator.EQUAL ? equal : "(NOT " + equal + ")";
    }

    /** The first fields that differ decide; a null met before them is an error. */
    private static String rowOrder(ComparisonOperator operator, Operand left, Operand right, Type.Row type) {
        boolean orEqual = operator == ComparisonOperator.LESS_THAN_OR_EQUAL
                || operator == ComparisonOperator.GREATER_THAN_OR_EQUAL;
        String decided = orEqual ? "TRUE" : "FALSE";
        String failure = KernelText.raise(
                StandardErrorCode.NOT_SUPPORTED,
                "'ROW comparison not supported for fields with null elements'",
                Type.Simple.BOOLEAN);
        for (int i = type.fields().size() - 1; i >= 0; i--) {
            String extract = "struct_extract(%s, 'f" + i + "')";
            Type field = type.fields().get(i).type();
            Operand a = left.part(extract.formatted(left.sql()));
            Operand b = right.part(extract.formatted(right.sql()));
            decided = "CASE WHEN %s IS NULL OR %s IS NULL THEN %s WHEN %s THEN %s ELSE %s END"
                    .formatted(
                            a.sql(),
                            b.sql(),
                            failure,
                            write(ComparisonOperator.EQUAL, a, b, field),
                            decided,
                            write(operator, a, b, field));
        }
        return "(CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN %s END)".formatted(left.sql(), right.sql(), decided);
    }

    private static String array(ComparisonOperator operator, Operand left, Operand right, Type.Array type) {
        if (operator != ComparisonOperator.EQUAL && operator != ComparisonOperator.NOT_EQUAL) {
            return plain(operator, "skein_ordered_array(" + left.sql() + ", " + right.sql() + ")", right.sql());
        }
        Operand element = left.part("__z[1]");
        String same = write(ComparisonOperator.EQUAL, element, element.part("__z[2]"), type.element());
        String equal = "skein_all_equal(%s, %s, list_transform(list_zip(%s, %s), lambda __z: %s))"
                .formatted(left.sql(), right.sql(), left.sql(), right.sql(), same);
        return operator == ComparisonOperator.EQUAL ? equal : "(NOT " + equal + ")";
    }

    private static String map(ComparisonOperator operator, Operand left, Operand right, Type.MapOf type) {
        Operand element = left.part("__z.value");
        String same = write(
                ComparisonOperator.EQUAL,
                element,
                element.part("map_extract_value(" + right.sql() + ", __z.key)"),
                type.value());
        String equal = "skein_map_equal(%s, %s, list_transform(map_entries(%s), lambda __z: %s))"
                .formatted(left.sql(), right.sql(), left.sql(), same);
        return operator == ComparisonOperator.EQUAL ? equal : "(NOT " + equal + ")";
    }
}
