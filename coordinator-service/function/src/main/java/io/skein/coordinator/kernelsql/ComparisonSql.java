package io.skein.coordinator.kernelsql;

import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.kernelsql.ComparisonWriter.Operand;
import io.skein.spi.type.Type;

/** Comparisons of values that stand as SQL already. */
public final class ComparisonSql {
    private ComparisonSql() {}

    /** Whether two values of the type are equal, with {@code =}'s three-valued answer. */
    public static String equal(String left, String right, Type type) {
        return ComparisonWriter.write(
                ComparisonOperator.EQUAL, new Operand(left, false), new Operand(right, false), type);
    }
}
