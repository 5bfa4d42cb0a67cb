package io.skein.worker.sink;

import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.TaskId;
import io.skein.worker.cache.Parallel;
import io.skein.worker.cache.StoppableWork;
import io.skein.worker.kernel.DeletedRowsSink;
import io.skein.worker.kernel.FileWrite;
import io.skein.worker.kernel.KernelStatement;
import io.skein.worker.kernel.Written;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kernel writes Parquet files on the worker's disk, which then go to remote storage. */
public final class RemoteFileSink implements TaskSink {
    private static final int UPLOADS = 4;

    private final WriteHandle handle;
    private final WriteHandle.Files target;
    private final ConnectorFiles remote;
    private final String prefix;
    private final Path directory;
    private final Optional<DeletedRowsSink> deleted;
    private final Collection<String> sent = new ConcurrentLinkedQueue<>();
    private final StoppableWork sending = new StoppableWork();

    /** @param uploads where the sink makes a directory of its own */
    public RemoteFileSink(
            WriteHandle handle,
            WriteHandle.Files target,
            TaskId task,
            ConnectorFiles remote,
            Path uploads,
            Optional<DeletedRowsSink> deleted) {
        this.deleted = deleted;
        this.handle = handle;
        this.target = target;
        this.remote = remote;
        this.prefix = task.query() + "-" + task.stage().number() + "-" + task.number() + "-";
        this.directory = uploads.resolve(prefix + "files");
    }

    @Override
    public WriteResult write(KernelStatement statement, String sql) {
        try {
            Written written = statement.write(sql, new FileWrite(handle.columns(), prefix, staged(), deleted));
            sending.run(() -> send(written.files()));
            return new WriteResult(
                    written.rows(),
                    written.files().stream().mapToLong(WrittenFile::bytes).sum(),
                    Stream.concat(written.files().stream().map(this::fragment), written.deleted().stream())
                            .toList());
        } finally {
            deleteStaged();
        }
    }

    private byte[] fragment(WrittenFile file) {
        return WrittenFileCodec.encode(
                new WrittenFile(location(file), file.rows(), file.bytes(), file.columns(), file.content()));
    }

    private WriteHandle.Files staged() {
        return new WriteHandle.Files(
                directory.toString(),
                target.targetFileBytes(),
                target.compression(),
                target.nestedFieldIds(),
                target.layout(),
                target.rows());
    }

    private void send(List<WrittenFile> files) {
        List<Integer> lanes = IntStream.range(0, UPLOADS).boxed().toList();
        Parallel.forEach(lanes, lane -> {
            for (int i = lane; i < files.size(); i += UPLOADS) {
                if (Thread.currentThread().isInterrupted()) {
                    throw SkeinException.canceled();
                }
                String location = location(files.get(i));
                sent.add(location);
                remote.upload(Path.of(files.get(i).path()), location);
            }
        });
    }

    private String location(WrittenFile file) {
        return target.directory() + "/" + Path.of(file.path()).getFileName();
    }

    /** Ends sending, from any thread. */
    public void cancel() {
        sending.stop();
    }

    @Override
    public void abort() {
        for (String location : sent) {
            try {
                remote.delete(location);
            } catch (SkeinException e) {
                warn("Cannot delete " + location + " of an aborted write: " + e.getMessage());
            }
        }
    }

    private void deleteStaged() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            warn("Cannot delete " + directory + ": " + e);
        }
    }

    private static void warn(String message) {
        System.getLogger(RemoteFileSink.class.getName()).log(System.Logger.Level.WARNING, message);
    }
}
