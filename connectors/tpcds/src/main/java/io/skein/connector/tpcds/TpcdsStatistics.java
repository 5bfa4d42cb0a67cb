package io.skein.connector.tpcds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.trino.tpcds.Scaling;
import io.trino.tpcds.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** What was counted at {@code tiny} and {@code sf1} (distinct values above 60,000 within a percent), and estimates from it for every other scale. */
final class TpcdsStatistics {
    private final Map<String, Map<String, Counted>> tiny = new HashMap<>();
    private final Map<String, Map<String, Counted>> one = new HashMap<>();

    private TpcdsStatistics() {}

    /** One column, counted; texts have bytes, most others have bounds. */
    private record Counted(
            double rows, double nulls, double distinct, OptionalDouble low, OptionalDouble high, OptionalDouble bytes) {
        ColumnStatistics statistics(double distinctValues) {
            double values = rows - nulls;
            OptionalDouble average = bytes.isPresent() && values > 0
                    ? OptionalDouble.of(bytes.getAsDouble() / values)
                    : OptionalDouble.empty();
            return new ColumnStatistics(
                    OptionalDouble.of(nulls / rows), OptionalDouble.of(distinctValues), low, high, average);
        }

        Counted highest(OptionalDouble highest) {
            return new Counted(rows, nulls, distinct, low, highest, bytes);
        }
    }

    static TpcdsStatistics load() {
        TpcdsStatistics statistics = new TpcdsStatistics();
        InputStream resource = Objects.requireNonNull(TpcdsStatistics.class.getResourceAsStream("statistics.tsv"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
            reader.lines().forEach(statistics::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return statistics;
    }

    private void add(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, Map<String, Counted>> scale = fields[0].equals("tiny") ? tiny : one;
        scale.computeIfAbsent(fields[1], _ -> new HashMap<>())
                .put(
                        fields[2],
                        new Counted(
                                Double.parseDouble(fields[3]),
                                Double.parseDouble(fields[4]),
                                Double.parseDouble(fields[5]),
                                number(fields[6]),
                                number(fields[7]),
                                number(fields[8])));
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    long rows(SchemaTableName table) {
        return Math.round(of(table).rowCount().orElseThrow());
    }

    TableStatistics of(SchemaTableName name) {
        double scale = ScaleFactor.of(name.schema()).orElseThrow().value();
        Map<String, Counted> small = Objects.requireNonNull(tiny.get(name.table()));
        Map<String, Counted> large = Objects.requireNonNull(one.get(name.table()));
        Map<String, ColumnStatistics> columns = new HashMap<>();
        if (scale == ScaleFactor.TINY || scale == 1) {
            Map<String, Counted> exact = scale == 1 ? large : small;
            exact.forEach((column, counted) -> columns.put(column, counted.statistics(counted.distinct())));
            return new TableStatistics(
                    OptionalDouble.of(exact.values().iterator().next().rows()), columns);
        }
        double rows =
                rows(Tables.get(name.table()), large.values().iterator().next().rows(), scale);
        large.forEach((column, counted) ->
                columns.put(column, estimate(Objects.requireNonNull(small.get(column)), counted, scale, rows)));
        return new TableStatistics(OptionalDouble.of(rows), columns);
    }

    private static double rows(Table table, double rowsAtOne, double scale) {
        Table counted = Tables.counted(table);
        return Math.rint(rowsAtOne * new Scaling(scale).getRowCount(counted) / new Scaling(1).getRowCount(counted));
    }

    private static ColumnStatistics estimate(Counted small, Counted large, double scale, double rows) {
        double distinct = Math.min(rows, grown(small.distinct(), large.distinct(), scale));
        boolean key = small.low().isPresent()
                && small.low().equals(large.low())
                && small.high().orElse(0) == small.distinct();
        OptionalDouble high =
                key ? OptionalDouble.of(Math.max(distinct, large.low().orElse(0))) : large.high();
        return large.highest(high).statistics(distinct);
    }

    /** The growth from tiny to one goes on at its pace. */
    private static double grown(double atTiny, double atOne, double scale) {
        if (atTiny <= 0 || atOne <= 0) {
            return atOne;
        }
        double pace = Math.log(atOne / atTiny) / -Math.log(ScaleFactor.TINY);
        return Math.max(1, Math.rint(atOne * Math.pow(scale, pace)));
    }
}
