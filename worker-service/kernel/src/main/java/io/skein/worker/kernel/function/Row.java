package io.skein.worker.kernel.function;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** The arguments of one call in a vector of calls. */
final class Row {
    private final DuckDBReadableVector[] vectors;
    private long index;

    Row(DuckDBDataChunkReader chunk) {
        vectors = new DuckDBReadableVector[(int) chunk.columnCount()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i);
        }
    }

    Row at(long row) {
        index = row;
        return this;
    }

    boolean hasNull() {
        for (DuckDBReadableVector vector : vectors) {
            if (vector.isNull(index)) {
                return true;
            }
        }
        return false;
    }

    boolean isNull(int argument) {
        return vectors[argument].isNull(index);
    }

    String text(int argument) {
        return vectors[argument].getString(index);
    }

    int integer(int argument) {
        return vectors[argument].getInt(index);
    }

    long bigint(int argument) {
        return vectors[argument].getLong(index);
    }

    double real(int argument) {
        return vectors[argument].getDouble(index);
    }

    float single(int argument) {
        return vectors[argument].getFloat(index);
    }

    boolean bool(int argument) {
        return vectors[argument].getBoolean(index);
    }

    LocalDate date(int argument) {
        return vectors[argument].getLocalDate(index);
    }

    LocalDateTime timestamp(int argument) {
        return vectors[argument].getLocalDateTime(index);
    }
}
