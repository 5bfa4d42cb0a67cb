package io.skein.coordinator.function.aggregate;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.AggregateSite.Treatment;
import io.skein.coordinator.function.Argument;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.FunctionResolver;
import io.skein.coordinator.function.ResolvedFunction;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.Location;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import io.skein.worker.kernel.function.KernelFunctions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** Renders calls over columns a, b, c of a VALUES list and runs them in a kernel. */
final class AggregateFixture implements AutoCloseable {
    private static final String COLUMNS = "abcde";
    private static final FunctionRegistry REGISTRY = FunctionRegistry.standard();

    private final Connection connection;

    AggregateFixture() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        KernelFunctions.register(connection.unwrap(DuckDBConnection.class));
    }

    /** The call's result type and its value as the kernel prints it. */
    String run(String name, String types, String rows) throws SQLException {
        return run(name, types, rows, Treatment.PLAIN);
    }

    String run(String name, String types, String rows, Treatment treatment) throws SQLException {
        List<Type> arguments = Arrays.stream(types.split(";", -1))
                .filter(text -> !text.isBlank())
                .map(text -> TypeParser.parse(text.strip()))
                .toList();
        ResolvedFunction function = new FunctionResolver(REGISTRY)
                .resolve(
                        name,
                        arguments.stream().<Argument>map(Argument.Typed::new).toList(),
                        new Location(1, 1));
        List<Expression> references = new ArrayList<>();
        List<String> given = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String column = COLUMNS.substring(i, i + 1);
            Type type = function.parameterTypes().get(i);
            references.add(new Symbol(column, type).reference());
            given.add(column);
            columns.add("CAST(%s AS %s) AS %s".formatted(column, KernelTypes.sql(type), column));
        }
        AggregateSite site = new AggregateSite(
                function.reference(),
                references,
                given,
                treatment,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String call = REGISTRY.aggregate(function.reference()).render(site);
        Type result = function.reference().returnType();
        String names = String.join(",", given);
        String converted = String.join(",", columns);
        String statement = "SELECT CAST(CAST(%s AS %s) AS VARCHAR) FROM (SELECT %s FROM (VALUES %s) AS v(%s))"
                .formatted(call, KernelTypes.sql(result), converted, rows, names);
        try (Statement kernel = connection.createStatement();
                ResultSet answer = kernel.executeQuery(statement)) {
            answer.next();
            return result.displayName() + " " + answer.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
