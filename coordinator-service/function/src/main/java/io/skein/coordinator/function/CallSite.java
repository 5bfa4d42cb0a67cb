package io.skein.coordinator.function;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * A scalar call that is being written.
 *
 * @param arguments as they stand in the plan; a rendering looks at constants among them
 * @param sql the arguments as kernel SQL, each safe to stand beside any operator
 */
public record CallSite(FunctionReference function, List<Expression> arguments, List<String> sql, SessionClock clock) {
    public CallSite {
        arguments = List.copyOf(arguments);
        sql = List.copyOf(sql);
    }

    public String sql(int argument) {
        return sql.get(argument);
    }

    public Type type(int argument) {
        return arguments.get(argument).type();
    }

    public int size() {
        return arguments.size();
    }

    /** The argument's value when it is a literal other than NULL. */
    public Optional<Object> constant(int argument) {
        Expression expression = arguments.get(argument);
        while (expression instanceof Expression.Cast cast
                && cast.type() instanceof Type.Varchar
                && cast.value().type() instanceof Type.Varchar) {
            expression = cast.value();
        }
        return expression instanceof Expression.Constant constant
                ? Optional.ofNullable(constant.value())
                : Optional.empty();
    }
}
