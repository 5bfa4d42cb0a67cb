package io.skein.worker.cache;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The worker's cache. A file is known by its storage, location and size: those of tables never change. Nothing of it is on the disk before a scan first
 * needs it. Thread-safe.
 */
public final class FileCache implements AutoCloseable {
    private static final int KEY_BYTES = 16;
    private static final int KNOWN_SIZES = 10_000;
    private static final long SAVE_PATIENCE_SECONDS = 10;

    private final CacheSettings settings;
    private final Keeping keeping;
    private final Semaphore requests;
    private final Map<String, CachedFile> files = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Long> sizes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KNOWN_SIZES;
        }
    };
    private final CacheUse use = new CacheUse();
    private final ExecutorService saving = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("cache-index").factory());
    private final CacheSpace space = new CacheSpace() {
        @Override
        public void take(long bytes) {
            FileCache.this.take(bytes);
        }

        @Override
        public void give(long bytes) {
            FileCache.this.give(bytes);
        }
    };
    private @Nullable CacheSlot slot;
    private @Nullable FileCache substitute;
    private long heldBytes;

    /** How long files stay. */
    private enum Keeping {
        WHILE_THERE_IS_ROOM,
        WHILE_THEY_ARE_READ
    }

    public FileCache(CacheSettings settings) {
        this(settings, Keeping.WHILE_THERE_IS_ROOM);
    }

    private FileCache(CacheSettings settings, Keeping keeping) {
        this.settings = settings;
        this.keeping = keeping;
        this.requests = new Semaphore(settings.requests());
    }

    /** Prepares a scan of remote files; {@link CachedScan#fetch} makes them readable. */
    public CachedScan scan(
            ConnectorFiles remote, List<ColumnHandle> columns, Constraint constraint, List<FileSplit> splits) {
        return new CachedScan(this, remote, columns, constraint, splits);
    }

    /**
     * Another place for a scan whose files this one's disk has no room for; empty when this is that place. What nobody reads here goes, since it may be what
     * fills the disk.
     */
    synchronized Optional<FileCache> substitute(DiskFailure failure) {
        if (keeping == Keeping.WHILE_THEY_ARE_READ) {
            return Optional.empty();
        }
        System.getLogger(FileCache.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "The file cache in {0} cannot be used, files are read without it: {1}",
                        settings.directory(),
                        failure.getMessage());
        dropUnread();
        if (substitute == null) {
            substitute = new FileCache(
                    new CacheSettings(
                            settings.substitute(), settings.substitute(), settings.maximumBytes(), settings.requests()),
                    Keeping.WHILE_THEY_ARE_READ);
        }
        return Optional.of(substitute);
    }

    private void dropUnread() {
        files.values().removeIf(file -> {
            boolean unread = !file.pinned();
            if (unread) {
                heldBytes -= file.heldBytes();
                file.delete();
            }
            return unread;
        });
    }

    /** What all scans had of it. */
    public CacheUse use() {
        return use;
    }

    /** Bytes on the disk. */
    public synchronized long heldBytes() {
        return heldBytes;
    }

    /** The file, which stays until it is given back. */
    synchronized CachedFile pin(ConnectorFiles remote, String location, long bytes) {
        String key = key(remote.storage() + '\n' + location + '\n' + bytes);
        Path directory = open();
        CachedFile file = files.computeIfAbsent(
                key,
                _ -> new CachedFile(
                        key, bytes, directory.resolve(key.substring(0, 2)).resolve(key + ".parquet"), space, requests));
        file.pin();
        return file;
    }

    synchronized void unpin(CachedFile file) {
        file.unpin();
        if (keeping == Keeping.WHILE_THEY_ARE_READ) {
            dropUnread();
        } else if (!saving.isShutdown()) {
            saving.execute(file::save);
        }
    }

    /** How long a file is of which nobody says so. */
    long size(ConnectorFiles remote, String location) {
        String key = remote.storage() + '\n' + location;
        synchronized (sizes) {
            @Nullable Long known = sizes.get(key);
            if (known != null) {
                return known;
            }
        }
        long size = remote.size(location);
        synchronized (sizes) {
            sizes.put(key, size);
        }
        return size;
    }

    private synchronized void take(long bytes) {
        Iterator<CachedFile> eldest = files.values().iterator();
        while (heldBytes + bytes > settings.maximumBytes()) {
            if (!eldest.hasNext()) {
                throw new SkeinException(
                        StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES,
                        "Running queries read more of remote files than the worker's file cache may hold: "
                                + settings.maximumBytes() + "B (skein.worker.cache-size)");
            }
            CachedFile file = eldest.next();
            if (!file.pinned()) {
                eldest.remove();
                heldBytes -= file.heldBytes();
                file.delete();
            }
        }
        heldBytes += bytes;
    }

    private synchronized void give(long bytes) {
        heldBytes -= bytes;
    }

    private Path open() {
        if (slot == null) {
            try {
                slot = CacheSlot.take(settings.directory());
                for (CachedFile file : CacheRestart.files(slot.directory(), space, requests)) {
                    files.put(file.key(), file);
                    heldBytes += file.heldBytes();
                }
                take(0);
            } catch (IOException failure) {
                throw new DiskFailure(failure);
            }
        }
        return slot.directory();
    }

    private static String key(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        saving.shutdown();
        try {
            saving.awaitTermination(SAVE_PATIENCE_SECONDS, TimeUnit.SECONDS);
            synchronized (this) {
                if (substitute != null) {
                    substitute.close();
                }
                if (slot != null) {
                    slot.close();
                    slot = null;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            System.getLogger(FileCache.class.getName())
                    .log(System.Logger.Level.WARNING, "The file cache cannot be left: {0}", failure);
        }
    }
}
