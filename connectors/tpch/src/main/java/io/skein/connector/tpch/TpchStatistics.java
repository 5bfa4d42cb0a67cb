package io.skein.connector.tpch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.trino.tpch.TpchTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** The counted truth about {@code tiny} and {@code sf1}, and estimates from them for every other scale. */
final class TpchStatistics {
    private final TpchShape shape;
    private final Map<String, Map<String, Counted>> tiny;
    private final Map<String, Map<String, Counted>> one;

    private TpchStatistics(
            TpchShape shape, Map<String, Map<String, Counted>> tiny, Map<String, Map<String, Counted>> one) {
        this.shape = shape;
        this.tiny = tiny;
        this.one = one;
    }

    /** One column, counted; texts have bytes, all others have bounds. */
    private record Counted(
            double rows, double distinct, OptionalDouble low, OptionalDouble high, OptionalDouble bytes) {
        ColumnStatistics statistics() {
            return statistics(distinct, high);
        }

        ColumnStatistics statistics(double distinctValues, OptionalDouble highest) {
            OptionalDouble average =
                    bytes.isPresent() ? OptionalDouble.of(bytes.getAsDouble() / rows) : OptionalDouble.empty();
            return new ColumnStatistics(OptionalDouble.of(0), OptionalDouble.of(distinctValues), low, highest, average);
        }
    }

    static TpchStatistics load(TpchShape shape) {
        Map<String, Map<String, Counted>> tiny = new HashMap<>();
        Map<String, Map<String, Counted>> one = new HashMap<>();
        InputStream resource = Objects.requireNonNull(TpchStatistics.class.getResourceAsStream("statistics.tsv"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
            reader.lines()
                    .map(line -> line.split("\t", -1))
                    .forEach(fields -> (fields[0].equals("tiny") ? tiny : one)
                            .computeIfAbsent(fields[1], _ -> new HashMap<>())
                            .put(fields[2], counted(fields)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TpchStatistics(shape, tiny, one);
    }

    private static Counted counted(String[] fields) {
        return new Counted(
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                number(fields[5]),
                number(fields[6]),
                number(fields[7]));
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    long rows(SchemaTableName table) {
        return Math.round(of(table).rowCount().orElseThrow());
    }

    TableStatistics of(SchemaTableName name) {
        double scale = ScaleFactor.of(name.schema()).orElseThrow().value();
        Map<String, Counted> tinyColumns = Objects.requireNonNull(tiny.get(name.table()));
        Map<String, Counted> oneColumns = Objects.requireNonNull(one.get(name.table()));
        Map<String, ColumnStatistics> columns = new HashMap<>();
        double rows = 0;
        for (var column : TpchTable.getTable(name.table()).getColumns()) {
            Counted small = Objects.requireNonNull(tinyColumns.get(column.getColumnName()));
            Counted large = Objects.requireNonNull(oneColumns.get(column.getColumnName()));
            Counted exact = scale == ScaleFactor.TINY ? small : large;
            boolean counted = scale == ScaleFactor.TINY || scale == 1;
            rows = counted ? exact.rows() : scaled(small.rows(), large.rows(), scale);
            columns.put(shape.name(column), counted ? exact.statistics() : estimate(small, large, scale, rows));
        }
        return new TableStatistics(OptionalDouble.of(rows), columns);
    }

    private static ColumnStatistics estimate(Counted small, Counted large, double scale, double rows) {
        double distinct = Math.min(rows, scaled(small.distinct(), large.distinct(), scale));
        OptionalDouble high = small.high().isPresent() && large.high().isPresent()
                ? OptionalDouble.of(
                        scaled(small.high().getAsDouble(), large.high().getAsDouble(), scale))
                : OptionalDouble.empty();
        return large.statistics(distinct, high);
    }

    /** What grew about as the scale did from tiny to one keeps growing so; the rest stays. */
    private static double scaled(double atTiny, double atOne, double scale) {
        double growth = atOne / atTiny;
        double expected = 1 / ScaleFactor.TINY;
        return growth > expected / 2 && growth < expected * 2 ? atOne * scale : atOne;
    }
}
