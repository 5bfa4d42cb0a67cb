package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.jspecify.annotations.Nullable;

/** Batches on disk, first in first out. The file begins anew whenever it has been read empty, and goes at the end. */
final class OverflowFile implements AutoCloseable {
    private final Path path;
    private final BufferAllocator allocator;
    private final FileChannel channel;
    private final Queue<Long> positions = new ArrayDeque<>();
    private long end;

    /** Makes overflow files. */
    interface Source {
        OverflowFile create();
    }

    private OverflowFile(Path path, BufferAllocator allocator, FileChannel channel) {
        this.path = path;
        this.allocator = allocator;
        this.channel = channel;
    }

    static OverflowFile create(Path directory, String name, BufferAllocator allocator) {
        try {
            Files.createDirectories(directory);
            Path path = Files.createTempFile(directory, name + "-", ".arrow");
            return new OverflowFile(
                    path, allocator, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    /** Writes the batch and gives up the hold of it. */
    void add(Batch batch) {
        try {
            if (positions.isEmpty()) {
                channel.truncate(0);
                end = 0;
            }
            channel.position(end);
            MessageSerializer.serialize(new WriteChannel(channel), batch.records());
            positions.add(end);
            end = channel.position();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            batch.release();
        }
    }

    @Nullable
    Batch poll() {
        Long position = positions.poll();
        if (position == null) {
            return null;
        }
        try {
            channel.position(position);
            return new Batch(MessageSerializer.deserializeRecordBatch(new ReadChannel(channel), allocator));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        positions.clear();
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.getLogger(OverflowFile.class.getName())
                    .log(System.Logger.Level.WARNING, () -> "Cannot delete " + path + ": " + e);
        }
    }

    private static SkeinException failure(IOException cause) {
        return new SkeinException(
                StandardErrorCode.OUT_OF_SPILL_SPACE,
                "Cannot write exchange data to disk: " + cause.getMessage(),
                cause);
    }
}
