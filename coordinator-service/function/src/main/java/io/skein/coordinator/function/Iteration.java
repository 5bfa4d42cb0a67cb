package io.skein.coordinator.function;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import java.util.List;

/**
 * The operator that goes from a first row, by a lambda, from row to row until the first field is negative, and gives the last. The kernel runs it as a
 * recursive query, which it does for all rows together.
 */
public final class Iteration {
    /** The operator: the first row, and the lambda. */
    public static final String NAME = "$iterate";

    private Iteration() {}

    static List<FunctionDefinition> all() {
        return List.of(FunctionDefinition.scalar(NAME + "(t, function(t,t)) -> t", Iteration::render));
    }

    private static String render(CallSite call) {
        Expression.Lambda lambda = (Expression.Lambda) call.arguments().get(1);
        String row = KernelText.identifier(lambda.parameters().getFirst().name());
        String rows = KernelText.identifier(lambda.parameters().getFirst().name() + "_rows");
        String body = call.sql(1).substring(("lambda " + row + ": ").length());
        String type = KernelTypes.sql(call.function().returnType());
        return ("(WITH RECURSIVE %s(%s) AS (SELECT (%s)::%s UNION ALL SELECT (%s)::%s FROM %s WHERE %s.f0 >= 0)"
                        + " SELECT %s FROM %s WHERE %s.f0 < 0)")
                .formatted(rows, row, call.sql(0), type, body, type, rows, row, row, rows, row);
    }
}
