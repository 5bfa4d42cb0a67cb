package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic operators among intervals, and of intervals with numbers. */
final class IntervalOperators {
    private IntervalOperators() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        arithmetic(all, "interval day to second", "BIGINT");
        arithmetic(all, "interval year to month", "INTEGER");
        return all;
    }

    private static void arithmetic(List<FunctionDefinition> all, String interval, String kernel) {
        all.add(scalar("$add(%s, %s) -> %s".formatted(interval, interval, interval), "($1 + $2)"));
        all.add(scalar("$subtract(%s, %s) -> %s".formatted(interval, interval, interval), "($1 - $2)"));
        all.add(scalar("$multiply(%s, bigint) -> %s".formatted(interval, interval), "CAST($1 * $2 AS " + kernel + ")"));
        all.add(scalar(
                "$multiply(%s, double) -> %s".formatted(interval, interval), "CAST(trunc($1 * $2) AS " + kernel + ")"));
        all.add(scalar("$multiply(bigint, %s) -> %s".formatted(interval, interval), "CAST($1 * $2 AS " + kernel + ")"));
        all.add(scalar(
                "$multiply(double, %s) -> %s".formatted(interval, interval), "CAST(trunc($1 * $2) AS " + kernel + ")"));
        all.add(scalar(
                "$divide(%s, double) -> %s".formatted(interval, interval),
                "CAST(trunc($1 / skein_interval_divisor($2)) AS " + kernel + ")"));
        all.add(scalar("$negate(%s) -> %s".formatted(interval, interval), "(- $1)"));
    }
}
