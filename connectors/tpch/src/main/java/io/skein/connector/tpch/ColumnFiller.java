package io.skein.connector.tpch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/** Copies one attribute of a run of entities into its vector, which has room for them. */
interface ColumnFiller<E extends TpchEntity> {
    void fill(E[] entities, int count);

    static <E extends TpchEntity> ColumnFiller<E> rowNumber(BigIntVector vector) {
        return (entities, count) -> {
            for (int row = 0; row < count; row++) {
                vector.set(row, entities[row].getRowNumber());
            }
        };
    }

    static <E extends TpchEntity> ColumnFiller<E> of(TpchColumn<E> column, FieldVector vector) {
        return switch (vector) {
            case BigIntVector longs ->
                (entities, count) -> {
                    for (int row = 0; row < count; row++) {
                        longs.set(row, column.getIdentifier(entities[row]));
                    }
                };
            case IntVector integers ->
                (entities, count) -> {
                    for (int row = 0; row < count; row++) {
                        integers.set(row, column.getInteger(entities[row]));
                    }
                };
            case DateDayVector dates ->
                (entities, count) -> {
                    for (int row = 0; row < count; row++) {
                        dates.set(row, column.getDate(entities[row]));
                    }
                };
            case Float8Vector doubles ->
                (entities, count) -> {
                    for (int row = 0; row < count; row++) {
                        doubles.set(row, column.getDouble(entities[row]));
                    }
                };
            case DecimalVector decimals ->
                (entities, count) -> {
                    double unit = Math.pow(10, TpchShape.MONEY_SCALE);
                    for (int row = 0; row < count; row++) {
                        decimals.set(row, Math.round(column.getDouble(entities[row]) * unit));
                    }
                };
            case VarCharVector texts ->
                (entities, count) -> {
                    for (int row = 0; row < count; row++) {
                        texts.setSafe(row, column.getString(entities[row]).getBytes(UTF_8));
                    }
                };
            default -> throw new IllegalArgumentException(vector.getField().toString());
        };
    }
}
