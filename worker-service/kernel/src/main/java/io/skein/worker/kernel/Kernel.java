package io.skein.worker.kernel;

import io.skein.worker.kernel.KernelSettings.JoinOrder;
import io.skein.worker.kernel.KernelSettings.Profiling;
import io.skein.worker.kernel.function.KernelFunctions;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Properties;
import java.util.Queue;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * One embedded database in memory: a query's share of this worker. It may touch files of the configured directories only and, once
 * leased, its configuration is locked. Thread-safe.
 */
public final class Kernel implements AutoCloseable {
    /** Connections whose own settings must be made before the configuration is locked. */
    private static final int PREPARED_CONNECTIONS = 4;

    private final KernelConfiguration configuration;
    private final Path home;
    private final DuckDBConnection owner;
    private final KernelFunctions functions = new KernelFunctions();
    private final Queue<DuckDBConnection> prepared = new ArrayDeque<>();
    private Runnable atEnd = () -> {};
    private long memoryLimitBytes;
    private boolean closed;

    private Kernel(KernelConfiguration configuration, Path home, DuckDBConnection owner) {
        this.configuration = configuration;
        this.home = home;
        this.owner = owner;
        this.memoryLimitBytes = configuration.memoryLimitBytes();
    }

    static Kernel open(KernelConfiguration configuration, Path home) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("threads", Integer.toString(configuration.threads()));
        properties.setProperty("temp_directory", home.toString());
        properties.setProperty("allowed_directories", directories(configuration, home));
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try {
            Kernel kernel = new Kernel(
                    configuration, home, DuckDBConnection.newConnection("jdbc:duckdb:", false, null, properties));
            try {
                kernel.bootstrap();
            } catch (SQLException | RuntimeException e) {
                kernel.discard();
                throw e;
            }
            return kernel;
        } catch (SQLException e) {
            throw KernelErrors.translate(e, configuration.memoryLimitBytes());
        }
    }

    private static String directories(KernelConfiguration configuration, Path home) {
        return configuration.dataDirectories().stream()
                .map(path -> SqlText.literal(path.endsWith("/") ? path.toString() : path + "/"))
                .collect(Collectors.joining(", ", "[", ", " + SqlText.literal(home + "/") + "]"));
    }

    private void bootstrap() throws SQLException {
        run(owner, "SET GLOBAL TimeZone = 'UTC'");
        run(owner, "SET arrow_large_buffer_size = false");
        for (int i = 0; i < PREPARED_CONNECTIONS; i++) {
            DuckDBConnection connection = owner.duplicate();
            prepared.add(connection);
            run(connection, "SET enable_progress_bar = true");
            run(connection, "SET enable_progress_bar_print = false");
        }
    }

    /** Makes this a query's kernel. */
    synchronized void begin(KernelSettings settings, Runnable whenClosed) {
        try {
            if (settings.memoryLimitBytes() > 0) {
                memoryLimitBytes = Math.min(memoryLimitBytes, settings.memoryLimitBytes());
            }
            run(owner, "SET memory_limit = '" + memoryLimitBytes + "B'");
            // A window over partitions must not become a join of its input with itself: streams can be read once.
            run(
                    owner,
                    settings.joinOrder() == JoinOrder.AS_WRITTEN
                            ? "SET disabled_optimizers = 'window_self_join,join_order,build_side_probe_side'"
                            : "SET disabled_optimizers = 'window_self_join'");
            if (settings.profiling() == Profiling.OPERATORS) {
                for (DuckDBConnection connection : prepared) {
                    run(connection, "PRAGMA enable_profiling = 'no_output'");
                }
            }
            run(owner, "SET lock_configuration = true");
            atEnd = whenClosed;
        } catch (SQLException e) {
            throw KernelErrors.translate(e, memoryLimitBytes);
        }
    }

    /** A new statement; statements of a kernel run side by side and do not see each other's inputs. */
    public synchronized KernelStatement statement() {
        if (closed) {
            throw KernelErrors.canceled(null);
        }
        try {
            DuckDBConnection connection = prepared.poll();
            return new KernelStatement(
                    connection == null ? owner.duplicate() : connection, functions, memoryLimitBytes);
        } catch (SQLException e) {
            throw KernelErrors.translate(e, memoryLimitBytes);
        }
    }

    /** What the kernel holds now; nothing once closed. */
    public synchronized KernelMemory memory() {
        if (closed) {
            return KernelMemory.NONE;
        }
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(sum(memory_usage_bytes), 0)::BIGINT, coalesce(sum(temporary_storage_bytes), 0)::BIGINT"
                                + " FROM duckdb_memory()")) {
            row.next();
            return new KernelMemory(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw KernelErrors.translate(e, memoryLimitBytes);
        }
    }

    public long memoryLimitBytes() {
        return memoryLimitBytes;
    }

    int threads() {
        return configuration.threads();
    }

    /** Frees memory and spill files. Statements must be closed before. */
    @Override
    public void close() {
        Runnable last;
        synchronized (this) {
            last = atEnd;
            atEnd = () -> {};
        }
        discard();
        last.run();
    }

    synchronized void discard() {
        if (closed) {
            return;
        }
        closed = true;
        for (DuckDBConnection connection : prepared) {
            closeQuietly(connection);
        }
        prepared.clear();
        closeQuietly(owner);
        SpillDirectories.delete(home);
    }

    private static void closeQuietly(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Kernel.class.getName())
                    .log(System.Logger.Level.WARNING, "Cannot close a kernel connection: {0}", e.getMessage());
        }
    }

    private static void run(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
