package io.skein.coordinator.statistics;

import io.skein.coordinator.expression.Symbol;
import io.skein.spi.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is believed of a node's output; NaN rows are unknown. */
public record PlanEstimate(double rows, Map<Symbol, ColumnEstimate> columns) {
    public PlanEstimate {
        columns = Map.copyOf(columns);
    }

    public static PlanEstimate unknown() {
        return new PlanEstimate(Double.NaN, Map.of());
    }

    public boolean known() {
        return !Double.isNaN(rows);
    }

    public double rowsOr(double otherwise) {
        return known() ? rows : otherwise;
    }

    public ColumnEstimate column(Symbol symbol) {
        return columns.getOrDefault(symbol, ColumnEstimate.UNKNOWN);
    }

    /** The bytes of these columns over all rows. */
    public double bytes(List<Symbol> symbols) {
        double width = 0;
        for (Symbol symbol : symbols) {
            double average = column(symbol).averageBytes();
            width += Double.isNaN(average) ? width(symbol.type()) : average;
        }
        return rows * Math.max(1, width);
    }

    PlanEstimate withRows(double other) {
        Map<Symbol, ColumnEstimate> limited = new HashMap<>();
        columns.forEach((symbol, column) -> limited.put(symbol, column.within(other)));
        return new PlanEstimate(other, limited);
    }

    private static double width(Type type) {
        return switch (type) {
            case Type.Simple simple when simple == Type.Simple.BOOLEAN || simple == Type.Simple.TINYINT -> 1;
            case Type.Simple simple
            when simple == Type.Simple.INTEGER || simple == Type.Simple.DATE || simple == Type.Simple.REAL -> 4;
            case Type.Simple simple when simple == Type.Simple.BIGINT || simple == Type.Simple.DOUBLE -> 8;
            case Type.Timestamp _, Type.Time _ -> 8;
            case Type.Decimal _ -> 16;
            default -> 24;
        };
    }
}
