package io.skein.worker.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory of this process alone below one that several workers may have: the first that no other holds, so that a restarted worker finds its own again. */
final class CacheSlot implements AutoCloseable {
    static final String LOCK = "lock";
    private static final int MOST = 1000;

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private CacheSlot(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    static CacheSlot take(Path parent) throws IOException {
        for (int number = 0; number < MOST; number++) {
            Path directory = Files.createDirectories(parent.resolve(String.valueOf(number)));
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock != null) {
                return new CacheSlot(directory, channel, lock);
            }
            channel.close();
        }
        throw new IOException("All caches in " + parent + " are taken");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
