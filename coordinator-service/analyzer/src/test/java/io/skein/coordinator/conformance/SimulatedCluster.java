package io.skein.coordinator.conformance;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.coordinator.fragment.Fragment.MergeTerm;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.worker.kernel.function.KernelFunctions;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Runs fragmented plans as a cluster of so many workers would: each task of each fragment on its part of the scans and of its producers' output, which
 * are kept in tables. Producers come after their consumers by id, so tasks run from the last fragment to the first.
 */
final class SimulatedCluster implements AutoCloseable {
    private final BufferAllocator allocator = new RootAllocator();
    private final LocalCatalogs catalogs = new LocalCatalogs();
    private final DuckDBConnection connection;
    private final TableStore tables;

    SimulatedCluster() throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        KernelFunctions.register(connection);
        tables = new TableStore(connection, catalogs, allocator);
    }

    CatalogMetadata metadata() {
        return catalogs;
    }

    /** The root's rows, in order. */
    List<List<@Nullable Object>> run(FragmentedPlan plan) throws SQLException {
        for (Fragment fragment : plan.fragments().reversed()) {
            int tasks = fragment.placement() == Placement.SINGLE ? 1 : plan.workers();
            for (int task = 0; task < tasks; task++) {
                runTask(plan, fragment, task, tasks);
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM task_0_0")) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void runTask(FragmentedPlan plan, Fragment fragment, int task, int tasks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Input input : fragment.inputs()) {
                String relation = switch (input) {
                    case Input.Scan scan -> scan(scan, task, tasks);
                    case Input.Exchange exchange -> exchange(plan, exchange, task, tasks);
                };
                statement.execute("CREATE OR REPLACE TEMP VIEW \"" + input.name() + "\" AS " + relation);
            }
            try {
                statement.execute(
                        "CREATE OR REPLACE TABLE task_" + fragment.id() + "_" + task + " AS " + fragment.kernelSql());
            } catch (SQLException e) {
                throw new SQLException(
                        e.getMessage() + "\nin fragment " + fragment.id() + ": " + fragment.kernelSql(), e);
            }
        }
    }

    private String scan(Input.Scan scan, int task, int tasks) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < scan.columns().size(); i++) {
            columns.add("\"" + scan.columns().get(i).name() + "\" AS \""
                    + scan.symbols().get(i) + "\"");
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + tables.table(scan.table())
                + (tasks == 1 ? "" : " WHERE rowid % " + tasks + " = " + task);
    }

    private static String exchange(FragmentedPlan plan, Input.Exchange exchange, int task, int tasks) {
        Fragment producer = plan.fragments().get(exchange.fragment());
        int producers = producer.placement() == Placement.SINGLE ? 1 : plan.workers();
        List<String> parts = new ArrayList<>();
        String columns = exchange.columns().stream()
                .map(OutputColumn::name)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        String only = producer.partitioning() == Partitioning.HASH
                ? " WHERE \"partition number\" = " + task
                : producer.partitioning() == Partitioning.ROUND_ROBIN ? " WHERE rowid % " + tasks + " = " + task : "";
        for (int i = 0; i < producers; i++) {
            parts.add("SELECT " + (columns.isEmpty() ? "1 AS nothing" : columns) + " FROM task_" + producer.id() + "_"
                    + i + only);
        }
        String union = String.join(" UNION ALL ", parts);
        if (exchange.ordering().isEmpty()) {
            return union;
        }
        String order = exchange.ordering().stream().map(SimulatedCluster::term).collect(Collectors.joining(", "));
        return "SELECT * FROM (" + union + ") ORDER BY " + order;
    }

    private static String term(MergeTerm term) {
        return (term.column() + 1)
                + (term.ascending() ? " ASC" : " DESC")
                + (term.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        catalogs.close();
        allocator.close();
    }
}
