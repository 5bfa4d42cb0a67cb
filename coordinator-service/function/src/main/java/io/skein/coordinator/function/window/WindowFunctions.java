package io.skein.coordinator.function.window;

import static io.skein.coordinator.function.FunctionDefinition.window;

import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.FunctionDefinition;
import java.util.List;

/** The functions that need OVER. */
public final class WindowFunctions {
    private WindowFunctions() {}

    public static List<FunctionDefinition> all() {
        return List.of(
                window("row_number() -> bigint", AggregateRendering.named("row_number")),
                window("rank() -> bigint", AggregateRendering.named("rank")),
                window("dense_rank() -> bigint", AggregateRendering.named("dense_rank")),
                window("percent_rank() -> double", AggregateRendering.named("percent_rank")),
                window("cume_dist() -> double", AggregateRendering.named("cume_dist")),
                window("ntile(bigint) -> bigint", WindowFunctions::ntile),
                window("first_value(t) -> t", AggregateRendering.named("first_value")),
                window("last_value(t) -> t", AggregateRendering.named("last_value")),
                window("nth_value(t, bigint) -> t", WindowFunctions::nthValue),
                window("lag(t) -> t", AggregateRendering.named("lag")),
                window("lag(t, bigint) -> t", site -> offset(site, "lag")),
                window("lag(t, bigint, t) -> t", site -> offset(site, "lag")),
                window("lead(t) -> t", AggregateRendering.named("lead")),
                window("lead(t, bigint) -> t", site -> offset(site, "lead")),
                window("lead(t, bigint, t) -> t", site -> offset(site, "lead")));
    }

    private static String ntile(AggregateSite site) {
        return site.call("ntile", "skein_positive(" + site.sql(0) + ", 'Buckets must be greater than 0')");
    }

    private static String nthValue(AggregateSite site) {
        return site.call(
                "nth_value", site.sql(0) + ", skein_positive(" + site.sql(1) + ", 'Offset must be at least 1')");
    }

    private static String offset(AggregateSite site, String name) {
        String rest = site.sql().size() == 3 ? ", " + site.sql(2) : "";
        return site.call(name, site.sql(0) + ", skein_row_offset(" + site.sql(1) + ")" + rest);
    }
}
