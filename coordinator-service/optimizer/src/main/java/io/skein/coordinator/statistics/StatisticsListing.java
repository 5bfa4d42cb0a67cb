package io.skein.coordinator.statistics;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.type.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answer of SHOW STATS: a row for each column, and one for all rows. What is unknown is NULL. */
public final class StatisticsListing {
    private static final List<Symbol> COLUMNS = Stream.of(
                    text("column_name"),
                    number("data_size"),
                    number("distinct_values_count"),
                    number("nulls_fraction"),
                    number("row_count"),
                    text("low_value"),
                    text("high_value"))
            .toList();

    private StatisticsListing() {}

    /** The names of the answer's columns, which are their symbols' too. */
    public static List<Symbol> columns() {
        return COLUMNS;
    }

    /** What is believed of the root's rows, as a plan that answers it. */
    public static OutputNode of(OutputNode root, PlanEstimate estimate) {
        List<List<Expression>> rows = new ArrayList<>();
        for (int i = 0; i < root.outputs().size(); i++) {
            Symbol output = root.outputs().get(i);
            rows.add(column(root.names().get(i), output.type(), estimate.rows(), estimate.column(output)));
        }
        rows.add(row(null, null, null, null, known(estimate.rows()), null, null));
        return new OutputNode(
                new ValuesNode(COLUMNS, rows),
                COLUMNS.stream().map(Symbol::name).toList(),
                COLUMNS);
    }

    private static List<Expression> column(String name, Type type, double rows, ColumnEstimate column) {
        double nulls = Double.isNaN(column.nullFraction()) ? 0 : column.nullFraction();
        return row(
                name,
                known(column.averageBytes() * rows * (1 - nulls)),
                known(column.distinctValues()),
                known(column.nullFraction()),
                null,
                bound(type, column.low()),
                bound(type, column.high()));
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** A bound in the type's own form; the estimates have it as a number. */
    private static @Nullable String bound(Type type, double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.toString(Math.round(value));
                    case DOUBLE -> Double.toString(value);
                    case REAL -> Float.toString((float) value);
                    case DATE -> LocalDate.ofEpochDay(Math.round(value)).toString();
                    default -> null;
                };
            case Type.Decimal _ -> Double.toString(value);
            default -> null;
        };
    }

    private static List<Expression> row(@Nullable Object... values) {
        List<Expression> row = new ArrayList<>();
        List<@Nullable Object> all = Arrays.asList(values);
        for (int i = 0; i < all.size(); i++) {
            row.add(new Expression.Constant(all.get(i), COLUMNS.get(i).type()));
        }
        return row;
    }

    private static Symbol text(String name) {
        return new Symbol(name, Type.Varchar.UNBOUNDED);
    }

    private static Symbol number(String name) {
        return new Symbol(name, Type.Simple.DOUBLE);
    }
}
