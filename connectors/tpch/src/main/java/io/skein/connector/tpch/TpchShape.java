package io.skein.connector.tpch;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How the generator's columns look as SQL columns. */
record TpchShape(ColumnNaming naming, DoubleTypeMapping doubles) {
    static final String ROW_NUMBER = "row_number";
    static final int MONEY_SCALE = 2;
    private static final int MONEY_PRECISION = 12;

    /** {@code nationkey} or the specification's {@code n_nationkey}. */
    enum ColumnNaming {
        SIMPLIFIED,
        STANDARD
    }

    /** What money and quantities are. */
    enum DoubleTypeMapping {
        DOUBLE,
        DECIMAL
    }

    /** The table's columns and the hidden row number. */
    List<ColumnMetadata> columns(TpchTable<?> table) {
        List<ColumnMetadata> columns = new ArrayList<>();
        for (TpchColumn<?> column : table.getColumns()) {
            columns.add(metadata(name(column), type(column), false));
        }
        columns.add(metadata(ROW_NUMBER, Type.Simple.BIGINT, true));
        return columns;
    }

    private static ColumnMetadata metadata(String name, Type type, boolean hidden) {
        return new ColumnMetadata(new ColumnHandle(name, type, OptionalInt.empty()), false, hidden, Optional.empty());
    }

    /** The generator's column behind an SQL name; empty for the row number. */
    <E extends TpchEntity> Optional<TpchColumn<E>> column(TpchTable<E> table, String name) {
        return table.getColumns().stream()
                .filter(column -> name(column).equals(name))
                .findFirst();
    }

    String name(TpchColumn<?> column) {
        return naming == ColumnNaming.STANDARD ? column.getColumnName() : column.getSimplifiedColumnName();
    }

    private Type type(TpchColumn<?> column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> Type.Simple.BIGINT;
            case INTEGER -> Type.Simple.INTEGER;
            case DATE -> Type.Simple.DATE;
            case DOUBLE ->
                doubles == DoubleTypeMapping.DOUBLE
                        ? Type.Simple.DOUBLE
                        : new Type.Decimal(MONEY_PRECISION, MONEY_SCALE);
            case VARCHAR ->
                Type.Varchar.of(Math.toIntExact(column.getType().getPrecision().orElseThrow()));
        };
    }
}
