package io.skein.rpc.catalog;

import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Table statistics; what is unknown stays absent. */
public final class StatisticsCodec {
    private StatisticsCodec() {}

    public static io.skein.proto.v1.TableStatistics encode(TableStatistics statistics) {
        io.skein.proto.v1.TableStatistics.Builder builder = io.skein.proto.v1.TableStatistics.newBuilder();
        statistics.rowCount().ifPresent(builder::setRowCount);
        statistics.columns().forEach((name, column) -> builder.putColumns(name, encode(column)));
        return builder.build();
    }

    public static TableStatistics decode(io.skein.proto.v1.TableStatistics statistics) {
        return new TableStatistics(
                optional(statistics.hasRowCount(), statistics.getRowCount()),
                statistics.getColumnsMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> decode(entry.getValue()))));
    }

    private static io.skein.proto.v1.ColumnStatistics encode(ColumnStatistics column) {
        io.skein.proto.v1.ColumnStatistics.Builder builder = io.skein.proto.v1.ColumnStatistics.newBuilder();
        column.nullFraction().ifPresent(builder::setNullFraction);
        column.distinctValues().ifPresent(builder::setDistinctValues);
        column.low().ifPresent(builder::setLow);
        column.high().ifPresent(builder::setHigh);
        column.averageBytes().ifPresent(builder::setAverageBytes);
        return builder.build();
    }

    private static ColumnStatistics decode(io.skein.proto.v1.ColumnStatistics column) {
        return new ColumnStatistics(
                optional(column.hasNullFraction(), column.getNullFraction()),
                optional(column.hasDistinctValues(), column.getDistinctValues()),
                optional(column.hasLow(), column.getLow()),
                optional(column.hasHigh(), column.getHigh()),
                optional(column.hasAverageBytes(), column.getAverageBytes()));
    }

    private static OptionalDouble optional(boolean present, double value) {
        return present ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
