package io.skein.coordinator.function;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Lambda;
import io.skein.coordinator.expression.Expression.Variable;
import io.skein.coordinator.expression.FunctionReference;
import java.util.List;
import java.util.function.Function;

/** A value that is evaluated once and read as often as one likes: a call of a lambda with it. */
public final class Once {
    /** The operator: the value, and the lambda that reads it. */
    public static final String NAME = "$once";

    private Once() {}

    /** What the body makes of the value, which it reads by a variable of the name. */
    public static Expression of(Expression value, String name, Function<Variable, Expression> body) {
        Variable variable = new Variable(name, value.type());
        Lambda lambda = new Lambda(List.of(variable), body.apply(variable));
        FunctionReference operator = new FunctionReference(
                NAME, List.of(value.type(), lambda.type()), lambda.body().type());
        return new Call(operator, List.of(value, lambda));
    }
}
