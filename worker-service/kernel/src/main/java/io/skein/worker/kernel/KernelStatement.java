package io.skein.worker.kernel;

import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;
import org.duckdb.ProfilerPrintFormat;
import org.jspecify.annotations.Nullable;

/**
 * One run of kernel SQL: first its inputs, then {@link #query} or {@link #write}, then {@link #close}. One thread uses it; any thread
 * may {@link #cancel} it or ask for its {@link #progress}.
 */
public final class KernelStatement implements AutoCloseable {
    private static final int BATCH_ROWS = 65_536;
    private static final long INTERRUPT_AGAIN_MILLISECONDS = 10;

    private final KernelInstance instance;
    private final DuckDBConnection connection;
    private final List<String> views = new ArrayList<>();
    private final List<ArrowArrayStream> streams = new ArrayList<>();
    private final List<PageSourceReader> readers = new ArrayList<>();
    private final List<FileScan> scans = new ArrayList<>();
    private final List<DeletedRows> deleted = new ArrayList<>();
    private volatile @Nullable DuckDBPreparedStatement running;
    private volatile boolean canceled;
    private @Nullable DuckDBPreparedStatement executing;
    private @Nullable DuckDBConnection probe;
    private boolean failed;
    private boolean released;
    private @Nullable KernelResult result;
    private OptionalLong searching = OptionalLong.empty();

    KernelStatement(KernelInstance instance, DuckDBConnection connection) {
        this.instance = instance;
        this.connection = connection;
    }

    /** Makes a stream of batches readable, once, under this name and these names of its columns; the statement closes it. */
    public void input(String name, List<String> columns, PageSource source, BufferAllocator allocator) {
        PageSourceReader reader = new PageSourceReader(source, columns, allocator);
        readers.add(reader);
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
        streams.add(stream);
        Data.exportArrayStream(allocator, reader, stream);
        try {
            connection.registerArrowStream(name, stream);
            views.add(name);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Makes Parquet files readable under the scan's name. */
    public void input(FileScan scan) {
        try {
            scans.add(scan.shaped(this));
            if (DeletedRows.of(scan.files())) {
                DeletedRows rows = new DeletedRows(scan);
                rows.load(this, connection);
                deleted.add(rows);
            }
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /** Starts the query and streams its batches. */
    public PageSource query(String sql, BufferAllocator allocator) {
        try {
            DuckDBPreparedStatement statement = prepare(FileScanSql.before(sql, scans));
            DuckDBResultSet rows = execute(statement);
            KernelResult opened = new KernelResult(this, statement, rows, export(rows, allocator));
            result = opened;
            return opened;
        } catch (SQLException | RuntimeException e) {
            // The driver's answer to a connection closed meanwhile may also be a null.
            throw failure(e);
        }
    }

    /** Runs the query into new Parquet files. */
    public Written write(String sql, FileWrite write) {
        createDirectory(write.target().directory());
        String query = FileScanSql.before(sql, scans);
        try {
            return write.staged()
                    ? new StagedWrite(this, write).run(query)
                    : Written.all(answer(
                            new FileWriteSql(write).copy(query),
                            files ->
                                    WrittenFiles.read(files, write.columns(), WrittenFile.Content.Data.UNPARTITIONED)));
        } catch (SQLException e) {
            throw KernelErrors.ofWrite(failure(e), write.target().directory());
        }
    }

    /** Runs a statement whose answer is short. It is read to its end: the kernel takes back what a result that is left before has begun, new functions too. */
    <R> R answer(String sql, AnswerReader<R> reader) throws SQLException {
        try (DuckDBPreparedStatement statement = prepare(sql);
                ResultSet rows = execute(statement)) {
            return read(rows, answer -> {
                R result = reader.read(answer);
                boolean more = true;
                while (more) {
                    more = answer.next();
                }
                return result;
            });
        }
    }

    /** Runs a statement for its effect. */
    void execute(String sql) throws SQLException {
        try (DuckDBPreparedStatement statement = prepare(sql)) {
            interruptible(statement, statement::execute);
        }
    }

    /** Takes what is needed out of an answer. */
    interface AnswerReader<R> {
        R read(ResultSet rows) throws SQLException;
    }

    /** The part of the work done, 0 to 1 as the kernel guesses it; 0 while it has no guess. */
    public double progress() {
        DuckDBPreparedStatement statement = running;
        if (statement == null || canceled) {
            return 0;
        }
        try {
            return Math.clamp(statement.getQueryProgress().getPercentage() / 100, 0, 1);
        } catch (SQLException e) {
            return 0;
        }
    }

    /** What each operator did, root first; empty unless the kernel profiles. To be asked after the last row. */
    public List<Operator> operators() {
        try {
            return OperatorProfile.parse(connection.getProfilingInformation(ProfilerPrintFormat.JSON));
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** Stops what runs, at once; what the statement's thread does then fails with USER_CANCELED. Inputs that wait for data must be woken by their owners. */
    public void cancel() {
        synchronized (this) {
            if (released) {
                return;
            }
            canceled = true;
            if (probe != null) {
                KernelInstance.closeQuietly(probe);
            }
            awaitExecutionInterrupted();
        }
        // Only this stops a result that streams.
        KernelInstance.closeQuietly(connection);
    }

    /** The kernel forgets an interrupt that comes just before it begins, so one is not enough. */
    private void awaitExecutionInterrupted() {
        boolean interrupted = false;
        while (executing != null) {
            try {
                executing.cancel();
                wait(INTERRUPT_AGAIN_MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (SQLException closed) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Releases the result, the inputs and the connection. */
    @Override
    public void close() {
        if (result != null) {
            result.close();
        }
        dropDeleted();
        release();
        for (ArrowArrayStream stream : streams) {
            // A stream that the statement never read is still ours.
            stream.release();
            stream.close();
        }
        streams.clear();
        readers.forEach(PageSourceReader::close);
        readers.clear();
    }

    private void dropDeleted() {
        if (canceled || failed) {
            return;
        }
        try {
            for (DeletedRows rows : deleted) {
                rows.drop(this);
            }
        } catch (SQLException | SkeinException e) {
            failed = true;
        }
    }

    /** A connection on which all went well serves another statement. */
    private void release() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
            running = null;
        }
        searching.ifPresent(instance.limits()::ended);
        if (canceled || failed) {
            KernelInstance.closeQuietly(connection);
        } else {
            instance.takeBack(connection, views);
        }
    }

    /** The exception to show for one that the kernel threw. */
    SkeinException failure(Exception error) {
        SkeinException failure = translated(error);
        String message = String.valueOf(failure.getMessage());
        String named = message;
        for (FileScan scan : scans) {
            named = scan.withOrigins(named);
        }
        return named.equals(message) ? failure : new SkeinException(failure.code(), named, failure);
    }

    private SkeinException translated(Exception error) {
        failed = true;
        long memoryLimitBytes = instance.settings().memoryLimitBytes();
        for (PageSourceReader reader : readers) {
            RuntimeException cause = reader.failure();
            if (cause != null) {
                return KernelErrors.translate(cause, memoryLimitBytes);
            }
        }
        if (canceled) {
            return KernelErrors.canceled(error);
        }
        if (!scans.isEmpty() && KernelErrors.leavesFileUnnamed(error)) {
            Optional<BrokenFiles.Broken> broken = brokenFile();
            if (canceled) {
                return KernelErrors.canceled(error);
            }
            if (broken.isPresent()) {
                return KernelErrors.unreadable(broken.get());
            }
        }
        return KernelErrors.translate(error, memoryLimitBytes);
    }

    /** Tries the files on a connection of its own, since the failed one is in no state to. */
    private Optional<BrokenFiles.Broken> brokenFile() {
        try (DuckDBConnection other = connection.duplicate()) {
            synchronized (this) {
                probe = other;
            }
            return canceled ? Optional.empty() : BrokenFiles.first(other, scans);
        } catch (SQLException closed) {
            return Optional.empty();
        }
    }

    /** The rows, or of a result that streams, the statement that computes them. */
    private DuckDBResultSet execute(DuckDBPreparedStatement statement) throws SQLException {
        return (DuckDBResultSet) interruptible(statement, statement::executeQuery);
    }

    /** One of the driver's calls that run a statement. */
    private interface Running<R> {
        R run() throws SQLException;
    }

    private <R> R interruptible(DuckDBPreparedStatement statement, Running<R> execution) throws SQLException {
        synchronized (this) {
            if (canceled) {
                throw SkeinException.canceled();
            }
            executing = statement;
        }
        try {
            return execution.run();
        } finally {
            synchronized (this) {
                executing = null;
                notifyAll();
            }
        }
    }

    /** The driver would free the result of a connection that is closed meanwhile, and the process would break. */
    private synchronized Object export(DuckDBResultSet rows, BufferAllocator allocator) throws SQLException {
        if (canceled) {
            throw SkeinException.canceled();
        }
        return rows.arrowExportStream(allocator, BATCH_ROWS);
    }

    /** Not while the connection is closed, as {@link #export}. */
    private synchronized <R> R read(ResultSet rows, AnswerReader<R> reader) throws SQLException {
        if (canceled) {
            throw SkeinException.canceled();
        }
        return reader.read(rows);
    }

    private static void createDirectory(String directory) {
        try {
            Files.createDirectories(Path.of(directory));
        } catch (IOException e) {
            throw new SkeinException(StandardErrorCode.GENERIC_EXTERNAL, "Cannot create the directory " + directory, e);
        }
    }

    private DuckDBPreparedStatement prepare(String sql) throws SQLException {
        instance.functions().require(connection, sql);
        letCancel(sql);
        DuckDBPreparedStatement statement = (DuckDBPreparedStatement) connection.prepareStatement(sql);
        running = statement;
        return statement;
    }

    /** A search for row patterns, which the kernel does not interrupt, asks for itself whether its statement was cancelled. */
    private void letCancel(String sql) throws SQLException {
        if (!sql.contains("skein_match_rows")) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet id = statement.executeQuery("SELECT CAST(current_connection_id() AS BIGINT)")) {
            id.next();
            searching = OptionalLong.of(id.getLong(1));
            instance.limits().begun(id.getLong(1), () -> canceled);
        }
    }
}
