package io.skein.worker.kernel;

import io.skein.worker.kernel.KernelSettings.JoinOrder;
import io.skein.worker.kernel.KernelSettings.Profiling;
import io.skein.worker.kernel.function.KernelFunctions;
import io.skein.worker.kernel.match.MatchLimits;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Properties;
import java.util.Queue;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One embedded database in memory, of one query at a time and of several one after the other. It may touch files of the configured
 * directories only, and its configuration is locked. Thread-safe.
 */
final class KernelInstance {
    /** Connections whose own settings are made before the configuration is locked. */
    private static final int PREPARED_CONNECTIONS = 4;

    /** What an instance may still hold for its next query: cached metadata of files. */
    private static final long REUSABLE_BYTES = 32L << 20;

    /** Searches for row patterns hold their rows on Java's heap, which the kernel does not count, and answer one text each. */
    private static final long MOST_SEARCH_BYTES = 4L << 30;

    private static final int SEARCH_PART_OF_HEAP = 4;

    private final KernelSettings settings;
    private final Path home;
    private final DuckDBConnection owner;
    private final MatchLimits limits;
    private final KernelFunctions functions;
    private final Queue<DuckDBConnection> prepared = new ArrayDeque<>();
    private @Nullable PreparedStatement memoryStatement;
    private boolean closed;

    private KernelInstance(KernelSettings settings, Path home, DuckDBConnection owner) {
        this.settings = settings;
        this.home = home;
        this.owner = owner;
        long searches = Math.min(MOST_SEARCH_BYTES, Runtime.getRuntime().maxMemory() / SEARCH_PART_OF_HEAP);
        long limit = Math.min(settings.memoryLimitBytes(), searches);
        this.limits = new MatchLimits(limit, DataSizes.text(limit));
        this.functions = new KernelFunctions(limits);
    }

    /** An instance with these settings, whose memory limit is the one that counts. */
    static KernelInstance open(KernelConfiguration configuration, KernelSettings settings, Path home) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("threads", Integer.toString(configuration.threads()));
        properties.setProperty("temp_directory", home.toString());
        properties.setProperty("allowed_directories", directories(configuration, home));
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try {
            KernelInstance instance = new KernelInstance(
                    settings, home, DuckDBConnection.newConnection("jdbc:duckdb:", false, null, properties));
            try {
                instance.bootstrap();
            } catch (SQLException | RuntimeException e) {
                instance.close();
                throw e;
            }
            return instance;
        } catch (SQLException e) {
            throw KernelErrors.translate(e, settings.memoryLimitBytes());
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
        // The next query of the instance need not read the files' footers again; the kernel looks whether a file has
        // changed.
        run(owner, "SET parquet_metadata_cache = true");
        // It would keep what was read past the end of a column where a cached copy of a file still had a hole.
        run(owner, "SET enable_external_file_cache = false");
        run(owner, "SET memory_limit = '" + settings.memoryLimitBytes() + "B'");
        // A window over partitions must not become a join of its input with itself: streams can be read once.
        run(
                owner,
                settings.joinOrder() == JoinOrder.AS_WRITTEN
                        ? "SET disabled_optimizers = 'window_self_join,join_order,build_side_probe_side'"
                        : "SET disabled_optimizers = 'window_self_join'");
        for (int i = 0; i < PREPARED_CONNECTIONS; i++) {
            DuckDBConnection connection = owner.duplicate();
            prepared.add(connection);
            run(connection, "SET enable_progress_bar = true");
            run(connection, "SET enable_progress_bar_print = false");
            if (settings.profiling() == Profiling.OPERATORS) {
                run(connection, "PRAGMA enable_profiling = 'no_output'");
            }
        }
        run(owner, "SET lock_configuration = true");
    }

    KernelSettings settings() {
        return settings;
    }

    KernelFunctions functions() {
        return functions;
    }

    MatchLimits limits() {
        return limits;
    }

    /** A connection of the caller's own, to be returned by {@link #takeBack} or closed. */
    synchronized DuckDBConnection connection() throws SQLException {
        DuckDBConnection connection = prepared.poll();
        return connection == null ? owner.duplicate() : connection;
    }

    /** Takes back a connection on which nothing went wrong, and drops the views its statement made. */
    synchronized void takeBack(DuckDBConnection connection, Collection<String> views) {
        if (closed || prepared.size() == PREPARED_CONNECTIONS) {
            closeQuietly(connection);
            return;
        }
        try {
            for (String view : views) {
                run(connection, "DROP VIEW temp." + SqlText.identifier(view));
            }
            prepared.add(connection);
        } catch (SQLException e) {
            closeQuietly(connection);
        }
    }

    /** Whether it is as good as new: every prepared connection came back, and nothing of the last query is left. */
    synchronized boolean reusable() {
        if (closed || prepared.size() < PREPARED_CONNECTIONS) {
            return false;
        }
        try {
            KernelMemory memory = readMemory();
            return memory.bytes() <= REUSABLE_BYTES && memory.spilledBytes() == 0;
        } catch (SQLException e) {
            return false;
        }
    }

    /** What it holds now; nothing once closed. */
    synchronized KernelMemory memory() {
        if (closed) {
            return KernelMemory.NONE;
        }
        try {
            return readMemory();
        } catch (SQLException e) {
            throw KernelErrors.translate(e, settings.memoryLimitBytes());
        }
    }

    private KernelMemory readMemory() throws SQLException {
        if (memoryStatement == null) {
            memoryStatement = owner.prepareStatement(
                    "SELECT coalesce(sum(memory_usage_bytes), 0)::BIGINT, coalesce(sum(temporary_storage_bytes), 0)::BIGINT"
                            + " FROM duckdb_memory()");
        }
        try (ResultSet row = memoryStatement.executeQuery()) {
            row.next();
            return new KernelMemory(row.getLong(1), row.getLong(2));
        }
    }

    /** Frees memory and spill files. */
    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        prepared.forEach(KernelInstance::closeQuietly);
        prepared.clear();
        if (memoryStatement != null) {
            closeQuietly(memoryStatement);
        }
        closeQuietly(owner);
        SpillDirectories.delete(home);
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.getLogger(KernelInstance.class.getName())
                    .log(System.Logger.Level.WARNING, "Cannot close a part of a kernel: {0}", e.getMessage());
        }
    }

    private static void run(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
