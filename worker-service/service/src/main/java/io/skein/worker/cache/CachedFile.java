package io.skein.worker.cache;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.RowRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One remote file on the disk, as far as it was needed. Who needs more of it waits for who fetches, so that nothing is fetched twice. A file that is evicted is
 * pinned by nobody; who pins it is the cache's affair.
 */
final class CachedFile {
    /** Small files come whole, by one request. */
    private static final long SMALL_BYTES = 64 << 10;

    /** A first guess at how long a footer is: this part of the file, within limits. */
    private static final long FOOTER_PART = 1000;

    private static final long SHORTEST_TAIL = 16 << 10;
    private static final long LONGEST_TAIL = 1 << 20;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final String key;
    private final long fileBytes;
    private final Path data;
    private final Path index;
    private final CacheSpace space;
    private final Semaphore requests;
    private final ReentrantLock fetching = new ReentrantLock();
    private final RangeSet held;
    /** What the index said, until it was compared with the file. */
    private @Nullable CacheIndex unverified;

    private SoftReference<ParquetLayout> layout = new SoftReference<>(null);
    private long footerStart = -1;
    private boolean changed;
    private boolean deleted;
    private int pins;

    CachedFile(String key, long fileBytes, Path data, CacheSpace space, Semaphore requests) {
        this(key, fileBytes, data, space, requests, null);
    }

    CachedFile(
            String key,
            long fileBytes,
            Path data,
            CacheSpace space,
            Semaphore requests,
            @Nullable CacheIndex unverified) {
        this.key = key;
        this.fileBytes = fileBytes;
        this.data = data;
        this.index = indexOf(data);
        this.space = space;
        this.requests = requests;
        this.unverified = unverified;
        this.held = unverified == null ? new RangeSet() : new RangeSet(unverified.ranges());
    }

    static Path indexOf(Path data) {
        return data.resolveSibling(data.getFileName() + ".index");
    }

    String key() {
        return key;
    }

    Path path() {
        return data;
    }

    void pin() {
        pins++;
    }

    void unpin() {
        pins--;
    }

    boolean pinned() {
        return pins > 0;
    }

    long heldBytes() {
        synchronized (held) {
            return held.bytes();
        }
    }

    /** Fetches what is missing of a Parquet file's columns, or fails with {@link DiskFailure}; which rows can be read then, if not all. */
    Optional<RowRange> require(
            Origin origin, List<ColumnHandle> columns, Constraint constraint, Split.Part part, CacheUse use) {
        return inOrder(() -> {
            if (fileBytes <= SMALL_BYTES && part.whole()) {
                ensureAll(origin, use);
                return Optional.empty();
            }
            ParquetLayout known = layout(origin, use);
            ParquetLayout.Part read = known.part(columns, constraint, part);
            ensure(origin, known.ranges(columns, read).ranges(), use);
            return read.whole() ? Optional.empty() : Optional.of(read.rows());
        });
    }

    /** Fetches what is missing of a part of the file, or fails with {@link DiskFailure}. */
    void require(Origin origin, Range part, CacheUse use) {
        inOrder(() -> {
            ensure(origin, List.of(part), use);
            return Optional.<RowRange>empty();
        });
    }

    /** Fetches what is missing of the file, or fails with {@link DiskFailure}. */
    void requireAll(Origin origin, CacheUse use) {
        inOrder(() -> {
            ensureAll(origin, use);
            return Optional.<RowRange>empty();
        });
    }

    private void ensureAll(Origin origin, CacheUse use) {
        ensure(origin, List.of(new Range(0, fileBytes)), use);
        footerStart = Math.max(0, fileBytes - SMALL_BYTES);
    }

    private interface Work<R> {
        R run() throws IOException;
    }

    private <R> R inOrder(Work<R> work) {
        try {
            fetching.lockInterruptibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        }
        try {
            verify();
            if (!Files.exists(data)) {
                create();
            }
            return work.run();
        } catch (UncheckedIOException | IOException failure) {
            throw unwritable(failure);
        } finally {
            fetching.unlock();
        }
    }

    private static RuntimeException unwritable(Exception failure) {
        return Thread.currentThread().isInterrupted() ? SkeinException.canceled() : new DiskFailure(failure);
    }

    /** A file of the right size and without any content takes no room. */
    private void create() throws IOException {
        forget();
        Files.createDirectories(data.getParent());
        try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(fileBytes);
            file.write(MAGIC, 0, (int) Math.min(MAGIC.length, fileBytes));
        }
    }

    /** What was found at the start of the worker may have been damaged since it was written. */
    private void verify() throws IOException {
        CacheIndex found = unverified;
        unverified = null;
        if (found == null || !Files.exists(data)) {
            return;
        }
        byte[] footer = new Range(found.footerStart(), fileBytes).read(data);
        if (CacheIndex.checksum(footer, footer.length) == found.footerChecksum()) {
            footerStart = found.footerStart();
        } else {
            Files.delete(data);
        }
    }

    private void forget() {
        synchronized (held) {
            space.give(held.bytes());
            held.clear();
        }
        layout = new SoftReference<>(null);
        footerStart = -1;
    }

    private ParquetLayout layout(Origin origin, CacheUse use) throws IOException {
        ParquetLayout known = layout.get();
        if (known != null) {
            return known;
        }
        Range trailer = new Range(fileBytes - ParquetLayout.TRAILER_BYTES, fileBytes);
        if (!holds(trailer)) {
            long tail = Math.clamp(fileBytes / FOOTER_PART, SHORTEST_TAIL, LONGEST_TAIL);
            ensure(origin, List.of(new Range(fileBytes - tail, fileBytes)), use);
        }
        Range footer = ParquetLayout.footer(trailer.read(data), fileBytes)
                .orElseThrow(() -> notParquet(origin, "it has no footer"));
        ensure(origin, List.of(footer), use);
        try {
            ParquetLayout read = ParquetLayout.parse(footer.read(data), footer.start());
            layout = new SoftReference<>(read);
            footerStart = footer.start();
            return read;
        } catch (IOException | RuntimeException damaged) {
            throw notParquet(origin, "its footer cannot be read");
        }
    }

    private static SkeinException notParquet(Origin origin, String why) {
        return new SkeinException(
                StandardErrorCode.ICEBERG_BAD_DATA,
                "Failed to read file \"" + origin.location() + "\": not a Parquet file, " + why);
    }

    private boolean holds(Range range) {
        synchronized (held) {
            return held.contains(range);
        }
    }

    private void ensure(Origin origin, List<Range> wanted, CacheUse use) {
        RangeSet missing = new RangeSet();
        long bytes = 0;
        synchronized (held) {
            for (Range range : wanted) {
                bytes += range.length();
                held.missing(range).forEach(missing::add);
            }
        }
        use.wanted(bytes, bytes - missing.bytes());
        List<Range> pieces = Requests.of(missing.ranges());
        if (!pieces.isEmpty()) {
            changed = true;
            Parallel.forEach(pieces, piece -> fetch(origin, piece, use));
        }
    }

    private void fetch(Origin origin, Range piece, CacheUse use) {
        try {
            requests.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        }
        try {
            space.take(piece.length());
            long added = 0;
            try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
                origin.files()
                        .read(
                                origin.location(),
                                piece.start(),
                                piece.length(),
                                new PositionedChannel(channel, piece.start()));
                synchronized (held) {
                    long before = held.bytes();
                    held.add(piece);
                    added = held.bytes() - before;
                }
            } finally {
                space.give(piece.length() - added);
            }
            use.fetched(piece.length());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            requests.release();
        }
    }

    /** Writes down what is here, for the next start; what cannot be written is fetched again then. */
    void save() {
        fetching.lock();
        try {
            if (!changed || deleted || footerStart < 0) {
                return;
            }
            changed = false;
            try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
                // An index must not outlive, in a crash of the machine, what it is about.
                channel.force(false);
            }
            byte[] footer = new Range(footerStart, fileBytes).read(data);
            List<Range> ranges;
            synchronized (held) {
                ranges = held.ranges();
            }
            new CacheIndex(key, fileBytes, footerStart, CacheIndex.checksum(footer, footer.length), ranges)
                    .write(index);
        } catch (IOException failure) {
            System.getLogger(CachedFile.class.getName())
                    .log(System.Logger.Level.WARNING, "The index of {0} cannot be written: {1}", data, failure);
        } finally {
            fetching.unlock();
        }
    }

    /** Deletes it from the disk. */
    void delete() {
        fetching.lock();
        try {
            deleted = true;
            Files.deleteIfExists(index);
            Files.deleteIfExists(data);
        } catch (IOException failure) {
            System.getLogger(CachedFile.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} cannot be deleted: {1}", data, failure);
        } finally {
            fetching.unlock();
        }
    }

    /** Where the file comes from. */
    record Origin(ConnectorFiles files, String location) {}
}
