package io.skein.connector.tpcds;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The generator's tables as SQL tables. */
final class Tables {
    private static final int TIME_PRECISION = 3;

    private Tables() {}

    static Optional<Table> find(String name) {
        return Table.getBaseTables().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst();
    }

    static Table get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    static List<ColumnMetadata> columns(Table table) {
        return Arrays.stream(table.getColumns())
                .map(column -> ColumnMetadata.of(column.getName(), type(column)))
                .toList();
    }

    private static Type type(Column column) {
        ColumnType type = column.getType();
        return switch (type.getBase()) {
            case IDENTIFIER -> Type.Simple.BIGINT;
            case INTEGER -> Type.Simple.INTEGER;
            case DATE -> Type.Simple.DATE;
            case TIME -> new Type.Time(TIME_PRECISION);
            case DECIMAL ->
                new Type.Decimal(
                        type.getPrecision().orElseThrow(), type.getScale().orElseThrow());
            case CHAR -> new Type.Char(type.getPrecision().orElseThrow());
            case VARCHAR -> Type.Varchar.of(type.getPrecision().orElseThrow());
        };
    }

    /** The table whose rows the generator counts: returns are made along with their sales. */
    static Table counted(Table table) {
        return table.isChild() ? table.getParent() : table;
    }

    /** Whether any range of rows can be generated alone; a row of a table with history depends on the rows before it. */
    static boolean divisible(Table table) {
        return !table.keepsHistory() && table != Table.DBGEN_VERSION;
    }
}
