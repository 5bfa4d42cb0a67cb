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

    /** With no more distinct values than there are rows, and where these and the NULLs together are too many, with half of the excess of each. */
    ColumnEstimate within(double rows) {
        double distinct = distinctValues > rows ? Math.max(1, rows) : distinctValues;
        double excess = distinct + nullFraction * rows - rows;
        if (!(excess > 0) || nullFraction == 0) {
            return withDistinctValues(distinct);
        }
        double fitting = distinct - excess / 2;
        return new ColumnEstimate(fitting, Math.max(0, 1 - fitting / rows), low, high, averageBytes);
    }

    /** Without NULLs, and with no value below or above; a bound that is NaN says nothing. Values are taken to be spread evenly. */
    ColumnEstimate between(double lowest, double highest) {
        double newLow = lowest > low ? lowest : low;
        double newHigh = highest < high ? highest : high;
        double part = high > low ? (newHigh - newLow) / (high - low) : 1;
        boolean single = !Double.isNaN(lowest) && lowest == highest;
        double distinct = single ? 1 : distinctValues * Math.clamp(part, 0, 1);
        return new ColumnEstimate(Double.isNaN(distinct) ? distinctValues : distinct, 0, newLow, newHigh, averageBytes);
    }

    ColumnEstimate withDistinctValues(double values) {
        return new ColumnEstimate(values, nullFraction, low, high, averageBytes);
    }

    public double distinctValuesOr(double otherwise) {
        return Double.isNaN(distinctValues) ? Math.max(1, otherwise) : Math.max(1, distinctValues);
    }
}
