package io.skein.coordinator.statistics;

import io.skein.spi.connector.TableStatistics.ColumnStatistics;

/** What is believed of a column; a NaN is unknown. */
public record ColumnEstimate(double distinctValues, double nullFraction, double low, double high, double averageBytes) {
    public static final ColumnEstimate UNKNOWN =
            new ColumnEstimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static ColumnEstimate of(ColumnStatistics statistics) {
        return new ColumnEstimate(
                statistics.distinctValues().orElse(Double.NaN),
                statistics.nullFraction().orElse(Double.NaN),
                statistics.low().orElse(Double.NaN),
                statistics.high().orElse(Double.NaN),
                statistics.averageBytes().orElse(Double.NaN));
    }

    /** With no more distinct values than there are rows. */
    ColumnEstimate within(double rows) {
        return distinctValues > rows ? withDistinctValues(Math.max(1, rows)) : this;
    }

    ColumnEstimate withDistinctValues(double values) {
        return new ColumnEstimate(values, nullFraction, low, high, averageBytes);
    }

    public double distinctValuesOr(double otherwise) {
        return Double.isNaN(distinctValues) ? Math.max(1, otherwise) : Math.max(1, distinctValues);
    }
}
