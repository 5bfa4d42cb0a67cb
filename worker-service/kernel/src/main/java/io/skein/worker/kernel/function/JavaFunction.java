package io.skein.worker.kernel.function;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** A scalar function in Java. It sees no NULL: a NULL argument makes the result NULL. */
record JavaFunction(String name, DuckDBColumnType result, Body body, List<DuckDBColumnType> parameters) {
    static final DuckDBColumnType TEXT = DuckDBColumnType.VARCHAR;
    static final DuckDBColumnType BIGINT = DuckDBColumnType.BIGINT;
    static final DuckDBColumnType INTEGER = DuckDBColumnType.INTEGER;
    static final DuckDBColumnType DOUBLE = DuckDBColumnType.DOUBLE;
    static final DuckDBColumnType REAL = DuckDBColumnType.FLOAT;
    static final DuckDBColumnType BOOLEAN = DuckDBColumnType.BOOLEAN;
    static final DuckDBColumnType DATE = DuckDBColumnType.DATE;
    static final DuckDBColumnType TIMESTAMP = DuckDBColumnType.TIMESTAMP;

    /** The kernel's dates reach a little further. */
    private static final int MOST_YEARS = 5_877_000;

    JavaFunction {
        parameters = List.copyOf(parameters);
    }

    /** Answers the Java form of the result type, or null for NULL. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(Row row);
    }

    static JavaFunction of(String name, DuckDBColumnType result, Body body, DuckDBColumnType... parameters) {
        return new JavaFunction(name, result, body, List.of(parameters));
    }

    void register(Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameters(parameters.toArray(DuckDBColumnType[]::new))
                    .withReturnType(result)
                    .withVectorizedFunction(this::run)
                    .register(connection);
        }
    }

    private void run(DuckDBDataChunkReader chunk, DuckDBWritableVector output) {
        Row row = new Row(chunk);
        long count = chunk.rowCount();
        for (long i = 0; i < count; i++) {
            Object value = row.at(i).hasNull() ? null : body.apply(row);
            if (value == null) {
                output.setNull(i);
            } else {
                write(output, i, value);
            }
        }
    }

    private static void write(DuckDBWritableVector output, long row, Object value) {
        switch (value) {
            case String text -> output.setString(row, text);
            case Long number -> output.setLong(row, number);
            case Integer number -> output.setInt(row, number);
            case Short number -> output.setShort(row, number);
            case Byte number -> output.setByte(row, number);
            case Double number -> output.setDouble(row, number);
            case Float number -> output.setFloat(row, number);
            case Boolean truth -> output.setBoolean(row, truth);
            case LocalDate date -> output.setDate(row, withinRange(date));
            case LocalDateTime timestamp -> output.setTimestamp(row, timestamp);
            default -> throw new IllegalStateException("No kernel form: " + value.getClass());
        }
    }

    private static LocalDate withinRange(LocalDate date) {
        if (Math.abs(date.getYear()) > MOST_YEARS) {
            throw Failures.outOfRange("Date out of range: " + date);
        }
        return date;
    }
}
