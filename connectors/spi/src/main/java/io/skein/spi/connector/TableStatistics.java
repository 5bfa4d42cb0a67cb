package io.skein.spi.connector;

import java.util.Map;
import java.util.OptionalDouble;

/** Estimates for a scan; an empty value is unknown, never zero. Column keys are column names. */
public record TableStatistics(OptionalDouble rowCount, Map<String, ColumnStatistics> columns) {
    public static final TableStatistics UNKNOWN = new TableStatistics(OptionalDouble.empty(), Map.of());

    public TableStatistics {
        columns = Map.copyOf(columns);
    }

    /**
     * @param nullFraction 0 to 1
     * @param low and high: numbers as they are, dates as days and timestamps as microseconds since the epoch
     * @param averageBytes of a value in memory
     */
    public record ColumnStatistics(
            OptionalDouble nullFraction,
            OptionalDouble distinctValues,
            OptionalDouble low,
            OptionalDouble high,
            OptionalDouble averageBytes) {
        public static final ColumnStatistics UNKNOWN = new ColumnStatistics(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
