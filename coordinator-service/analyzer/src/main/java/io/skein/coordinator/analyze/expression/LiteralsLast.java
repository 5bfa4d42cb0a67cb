package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.ResolvedFunction;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Set;

/**
 * The operands of a sum or a product of integers as Trino orders them, which shows in the message of an overflow: a literal goes behind what is yet
 * to be computed, and a literal that has to be converted counts as that.
 */
public final class LiteralsLast {
    private static final Set<String> COMMUTATIVE = Set.of("$add", "$multiply");
    private static final Set<Type> INTEGERS =
            Set.of(Type.Simple.TINYINT, Type.Simple.SMALLINT, Type.Simple.INTEGER, Type.Simple.BIGINT);

    private LiteralsLast() {}

    public static List<Expression> order(ResolvedFunction function, List<Expression> arguments) {
        Expression left = arguments.getFirst();
        Expression right = arguments.getLast();
        Type type = function.reference().returnType();
        boolean swaps = COMMUTATIVE.contains(function.reference().name())
                && INTEGERS.contains(type)
                && left instanceof Expression.Constant
                && (!(right instanceof Expression.Constant)
                        || left.type().equals(type) && !right.type().equals(type));
        return swaps ? List.of(right, left) : arguments;
    }
}
