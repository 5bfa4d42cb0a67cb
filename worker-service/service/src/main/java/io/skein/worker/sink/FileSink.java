package io.skein.worker.sink;

import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.id.TaskId;
import io.skein.worker.kernel.DeletedRowsSink;
import io.skein.worker.kernel.FileWrite;
import io.skein.worker.kernel.KernelStatement;
import io.skein.worker.kernel.Written;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel writes Parquet files, named after the task. */
public final class FileSink implements TaskSink {
    private final WriteHandle handle;
    private final WriteHandle.Files target;
    private final String prefix;
    private final ValueLearning learning;
    private final Optional<DeletedRowsSink> deleted;

    /** @param learning asked where the connector wants to learn of the values */
    public FileSink(
            WriteHandle handle,
            WriteHandle.Files target,
            TaskId task,
            ValueLearning learning,
            Optional<DeletedRowsSink> deleted) {
        this.learning = learning;
        this.deleted = deleted;
        this.handle = handle;
        this.target = target;
        this.prefix = task.query() + "-" + task.stage().number() + "-" + task.number() + "-";
    }

    @Override
    public WriteResult write(KernelStatement statement, String sql) {
        Written written = statement.write(sql, new FileWrite(handle.columns(), prefix, target, deleted));
        List<byte[]> fragments = new ArrayList<>(
                written.files().stream().map(WrittenFileCodec::encode).toList());
        fragments.addAll(written.deleted());
        if (target.layout().learning() == WriteHandle.Learning.VALUES
                && !written.files().isEmpty()) {
            fragments.addAll(learning.of(statement, handle, written.files()));
        }
        return new WriteResult(
                written.rows(),
                written.files().stream().mapToLong(WrittenFile::bytes).sum(),
                fragments);
    }

    @Override
    public void abort() {
        Path directory = Path.of(target.directory());
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> written = Files.newDirectoryStream(
                directory, path -> name(path).startsWith(prefix) || name(path).startsWith("tmp_" + prefix))) {
            for (Path path : written) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.getLogger(FileSink.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            () -> "Cannot delete files of an aborted write in " + directory + ": " + e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
