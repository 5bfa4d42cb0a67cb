package io.skein.coordinator.function;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate or window call that is being written.
 *
 * @param arguments as they stand in the plan
 * @param sql the arguments as kernel SQL
 * @param filter the condition of FILTER
 * @param ordering the text after ORDER BY inside the call
 * @param over the text after OVER, with its parentheses; none where it is no window call
 */
public record AggregateSite(
        FunctionReference function,
        List<Expression> arguments,
        List<String> sql,
        Treatment treatment,
        Optional<String> filter,
        Optional<String> ordering,
        Optional<String> over) {
    public AggregateSite {
        arguments = List.copyOf(arguments);
        sql = List.copyOf(sql);
    }

    /** DISTINCT or IGNORE NULLS before or after the arguments. */
    public enum Treatment {
        PLAIN,
        DISTINCT,
        IGNORE_NULLS
    }

    public String sql(int argument) {
        return sql.get(argument);
    }

    public Type type(int argument) {
        return arguments.get(argument).type();
    }

    /** The kernel's aggregate of this name over these arguments, with this call's DISTINCT, ORDER BY, FILTER and OVER. */
    public String call(String name, String argumentSql) {
        return call(name, argumentSql, filter);
    }

    /** As {@link #call(String, String)}, counting only rows where the condition holds too. */
    public String callWhere(String name, String argumentSql, String condition) {
        return call(
                name,
                argumentSql,
                Optional.of(filter.map(given -> "(" + given + ") AND (" + condition + ")")
                        .orElse(condition)));
    }

    private String call(String name, String argumentSql, Optional<String> condition) {
        StringBuilder text = new StringBuilder(name).append('(');
        text.append(treatment == Treatment.DISTINCT ? "DISTINCT " : "").append(argumentSql);
        text.append(treatment == Treatment.IGNORE_NULLS ? " IGNORE NULLS" : "");
        ordering.ifPresent(order -> text.append(" ORDER BY ").append(order));
        text.append(')');
        condition.ifPresent(
                given -> text.append(" FILTER (WHERE ").append(given).append(')'));
        over.ifPresent(window -> text.append(" OVER ").append(window));
        return text.toString();
    }
}
