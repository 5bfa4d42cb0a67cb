package io.skein.coordinator.function.aggregate;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.List;
import java.util.stream.Stream;

/** All aggregate functions. */
public final class AggregateFunctions {
    private AggregateFunctions() {}

    public static List<FunctionDefinition> all() {
        return Stream.of(
                        BasicAggregates.all(),
                        StatisticAggregates.all(),
                        CollectingAggregates.all(),
                        MapAggregates.all(),
                        ApproximateAggregates.all(),
                        DigestAggregates.all())
                .flatMap(List::stream)
                .toList();
    }
}
