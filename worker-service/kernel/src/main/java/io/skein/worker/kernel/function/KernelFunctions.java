package io.skein.worker.kernel.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** What every kernel gets at birth: the macros of {@code macros.sql} and {@code aggregates.sql}, and the functions written in Java. */
public final class KernelFunctions {
    private static final String MACROS = text("macros.sql") + text("aggregates.sql");

    private KernelFunctions() {}

    /** Registers all functions in the connection's database. */
    public static void register(DuckDBConnection connection) throws SQLException {
        for (JavaFunction function : JavaFunctions.all()) {
            function.register(connection);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(MACROS);
        }
    }

    private static String text(String resource) {
        try (InputStream stream = KernelFunctions.class.getResourceAsStream(resource)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
