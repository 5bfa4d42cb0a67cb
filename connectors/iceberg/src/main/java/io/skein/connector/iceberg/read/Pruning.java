package io.skein.connector.iceberg.read;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Constraints as Iceberg expressions. What cannot be said exactly is left out: then more files are read, never fewer. */
public final class Pruning {
    /** Beyond this neighbours are put together: the library looks into no longer lists. */
    private static final int MAXIMUM_RANGES = 200;

    private final Schema schema;

    public Pruning(Schema schema) {
        this.schema = schema;
    }

    public Expression expression(Constraint constraint) {
        Expression all = Expressions.alwaysTrue();
        for (Map.Entry<String, Domain> entry : new TreeMap<>(constraint.domains()).entrySet()) {
            @Nullable NestedField field = schema.caseInsensitiveFindField(entry.getKey());
            if (field != null && field.type().isPrimitiveType()) {
                all = Expressions.and(
                        all, expression(schema.findColumnName(field.fieldId()), field.type(), entry.getValue()));
            }
        }
        return all;
    }

    /** An expression of just the rows that the constraint leaves; empty where one cannot be said. */
    public Optional<Expression> exactExpression(Constraint constraint) {
        for (Map.Entry<String, Domain> entry : constraint.domains().entrySet()) {
            @Nullable NestedField field = schema.caseInsensitiveFindField(entry.getKey());
            if (field == null
                    || !field.type().isPrimitiveType()
                    || field.type().typeId() == Type.TypeID.FLOAT
                    || field.type().typeId() == Type.TypeID.DOUBLE
                    || entry.getValue().ranges().size() > MAXIMUM_RANGES
                    || expression(entry.getKey(), field.type(), entry.getValue())
                                    .op()
                            == Expression.Operation.TRUE) {
                return Optional.empty();
            }
        }
        return Optional.of(expression(constraint));
    }

    private static Expression expression(String column, Type type, Domain domain) {
        boolean floating = type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE;
        if (floating && domain.ranges().size() > 1) {
            // <> is two ranges, and NaN, which no bound tells of, is in neither.
            return Expressions.alwaysTrue();
        }
        @Nullable
        Expression values = ranges(column, type, domain.ranges().size() > MAXIMUM_RANGES ? spans(domain) : domain);
        if (values == null) {
            return Expressions.alwaysTrue();
        }
        return domain.nullAllowed() ? Expressions.or(values, Expressions.isNull(column)) : values;
    }

    private static @Nullable Expression ranges(String column, Type type, Domain domain) {
        Expression any = Expressions.alwaysFalse();
        List<Object> points = new ArrayList<>();
        for (Domain.Range range : domain.ranges()) {
            if (range.single()) {
                @Nullable Object point = Literals.of(type, range.low().orElseThrow());
                if (point == null) {
                    return null;
                }
                points.add(point);
            } else {
                @Nullable Expression between = range(column, type, range);
                if (between == null) {
                    return null;
                }
                any = Expressions.or(any, between);
            }
        }
        return points.isEmpty() ? any : Expressions.or(any, Expressions.in(column, points));
    }

    /** As many spans as the library looks into, of as many neighbours each. */
    private static Domain spans(Domain domain) {
        List<Domain.Range> ranges = domain.ranges();
        int each = Math.ceilDiv(ranges.size(), MAXIMUM_RANGES);
        List<Domain.Range> spans = new ArrayList<>();
        for (int from = 0; from < ranges.size(); from += each) {
            Domain.Range first = ranges.get(from);
            Domain.Range last = ranges.get(Math.min(from + each, ranges.size()) - 1);
            spans.add(new Domain.Range(first.low(), first.lowInclusive(), last.high(), last.highInclusive()));
        }
        return new Domain(domain.type(), spans, domain.nullAllowed());
    }

    /** Null when a bound cannot be said; both bounds open is any value but NULL. */
    private static @Nullable Expression range(String column, Type type, Domain.Range range) {
        Expression both = Expressions.notNull(column);
        if (range.low().isPresent()) {
            @Nullable Object low = Literals.of(type, range.low().get());
            if (low == null) {
                return null;
            }
            both = Expressions.and(
                    both,
                    range.lowInclusive()
                            ? Expressions.greaterThanOrEqual(column, low)
                            : Expressions.greaterThan(column, low));
        }
        if (range.high().isPresent()) {
            @Nullable Object high = Literals.of(type, range.high().get());
            if (high == null) {
                return null;
            }
            both = Expressions.and(
                    both,
                    range.highInclusive()
                            ? Expressions.lessThanOrEqual(column, high)
                            : Expressions.lessThan(column, high));
        }
        return both;
    }
}
