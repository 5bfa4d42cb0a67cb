package io.skein.worker.kernel.function;

import io.skein.worker.kernel.match.MatchLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * One kernel's functions: the macros of {@code macros.sql} and {@code aggregates.sql}, and the functions written in Java. A kernel gets each of them
 * when a statement first names it, since having all of them costs more than many a query.
 */
public final class KernelFunctions {
    private static final Pattern NAME = Pattern.compile("skein_\\w+");
    private static final Map<String, JavaFunction> JAVA = JavaFunctions.all().stream()
            .collect(Collectors.toUnmodifiableMap(JavaFunction::name, function -> function));
    private static final Map<String, String> MACROS = macros(text("macros.sql") + text("aggregates.sql"));

    private final Set<String> present = new HashSet<>();
    private final MatchLimits limits;

    /** Functions whose searches for row patterns keep to the limits. */
    public KernelFunctions(MatchLimits limits) {
        this.limits = limits;
    }

    /** Registers all functions in the connection's database. */
    public static void register(DuckDBConnection connection) throws SQLException {
        KernelFunctions functions = new KernelFunctions(MatchLimits.NONE);
        functions.add(connection, MatchFunction.NAME);
        for (String name : JAVA.keySet()) {
            functions.add(connection, name);
        }
        for (String name : MACROS.keySet()) {
            functions.add(connection, name);
        }
    }

    /** Registers what the statement names and its database has not yet. */
    public synchronized void require(DuckDBConnection connection, String sql) throws SQLException {
        Matcher names = NAME.matcher(sql);
        while (names.find()) {
            add(connection, names.group());
        }
    }

    private void add(DuckDBConnection connection, String name) throws SQLException {
        if (present.contains(name)) {
            return;
        }
        JavaFunction function = name.equals(MatchFunction.NAME) ? MatchFunction.within(limits) : JAVA.get(name);
        String macro = MACROS.get(name);
        if (function != null) {
            function.register(connection);
        } else if (macro != null) {
            Matcher names = NAME.matcher(macro);
            while (names.find()) {
                if (!names.group().equals(name)) {
                    add(connection, names.group());
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(macro);
            }
        }
        present.add(name);
    }

    private static Map<String, String> macros(String script) {
        Map<String, String> macros = new HashMap<>();
        for (String statement : script.split(";\\s*\\n")) {
            Matcher name = NAME.matcher(statement);
            int create = statement.indexOf("CREATE MACRO");
            if (create >= 0 && name.find(create)) {
                macros.put(name.group(), statement.substring(create));
            }
        }
        return Map.copyOf(macros);
    }

    private static String text(String resource) {
        try (InputStream stream = KernelFunctions.class.getResourceAsStream(resource)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
