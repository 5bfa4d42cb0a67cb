package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;
import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Deviations and variances, and the hidden parts that averages are made of. */
final class StatisticAggregates {
    private static final List<String> FUNCTIONS =
            List.of("stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop");

    private StatisticAggregates() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        for (String name : FUNCTIONS) {
            all.add(aggregate(name + "(bigint) -> double", AggregateRendering.named(name)));
            all.add(aggregate(name + "(double) -> double", AggregateRendering.named(name)));
        }
        all.add(aggregate(
                "$sum_double(bigint) -> double", site -> "CAST(" + site.call("sum", site.sql(0)) + " AS DOUBLE)"));
        all.add(aggregate("$sum_double(double) -> double", AggregateRendering.named("sum")));
        all.add(scalar("$average(double, bigint) -> double", "(CASE WHEN $2 > 0 THEN $1 / $2 END)"));
        all.add(scalar("$average(decimal(p,s), bigint) -> decimal(p,s)", StatisticAggregates::decimalAverage));
        return all;
    }

    private static String decimalAverage(CallSite call) {
        Type.Decimal type = (Type.Decimal) call.function().returnType();
        return "CAST(skein_decimal_average(%s::VARCHAR, %s, %d) AS %s)"
                .formatted(call.sql(0), call.sql(1), type.scale(), KernelTypes.sql(type));
    }
}
