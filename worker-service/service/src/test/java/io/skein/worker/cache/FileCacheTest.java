package io.skein.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.worker.kernel.RowRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final long PLENTY = 1L << 30;

    @TempDir
    private Path directory;

    private Path remoteFile;
    private final Remote remote = new Remote();

    @BeforeEach
    void write() throws SQLException {
        remoteFile = directory.resolve("remote.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "COPY (SELECT i AS a, hash(i) AS b, 'text ' || (i % 100) AS c FROM range(300000) t(i)) TO '"
                            + remoteFile + "' (FORMAT parquet, ROW_GROUP_SIZE 102400, FIELD_IDS {a: 1, b: 2, c: 3})");
        }
    }

    /** Storage in which every location is the file. */
    private final class Remote implements ConnectorFiles {
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public String storage() {
            return "test";
        }

        @Override
        public long size(String location) {
            return length();
        }

        @Override
        public void read(String location, long offset, long length, WritableByteChannel target) {
            try (RandomAccessFile file = new RandomAccessFile(remoteFile.toFile(), "r")) {
                byte[] part = new byte[(int) length];
                file.seek(offset);
                file.readFully(part);
                target.write(ByteBuffer.wrap(part));
                bytes.addAndGet(length);
                reads.incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void upload(Path file, String location) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String location) {
            throw new UnsupportedOperationException();
        }
    }

    private long length() {
        try {
            return Files.size(remoteFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileCache cache(long maximumBytes) {
        return new FileCache(
                new CacheSettings(directory.resolve("cache"), directory.resolve("fetched"), maximumBytes, 4));
    }

    private static ColumnHandle column(String name, int id) {
        return new ColumnHandle(name, Type.Simple.BIGINT, OptionalInt.of(id));
    }

    private CachedScan scan(FileCache cache, String location, ColumnHandle... columns) {
        return scan(cache, location, Constraint.ALL, columns);
    }

    private CachedScan scan(FileCache cache, String location, Constraint constraint, ColumnHandle... columns) {
        CachedScan scan = cache.scan(
                remote,
                List.of(columns),
                constraint,
                List.of(new FileSplit(location, length(), 300_000, ColumnMatching.BY_FIELD_ID)));
        scan.fetch();
        return scan;
    }

    private static String answer(CachedScan scan, String expressions) throws SQLException {
        return answer(Path.of(scan.files().getFirst().path()), expressions);
    }

    private static String answer(Path file, String expressions) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + expressions + " FROM read_parquet('" + file + "')")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void onlyTheColumnsComeAndAreReadAsFromTheFile() throws SQLException {
        try (FileCache cache = cache(PLENTY);
                CachedScan scan = scan(cache, "r://one", column("a", 1))) {
            assertThat(answer(scan, "sum(a)")).isEqualTo(answer(remoteFile, "sum(a)"));
            assertThat(answer(scan, "count(*) FILTER (a = 77777)")).isEqualTo("1");
            assertThat(scan.use().fetchedBytes()).isEqualTo(remote.bytes.get()).isLessThan(length() / 2);
            assertThat(scan.origins()).containsValue("r://one");
            assertThat(cache.heldBytes()).isEqualTo(remote.bytes.get());
        }
    }

    @Test
    void onlyThePartsRowGroupsCome() {
        try (FileCache cache = cache(PLENTY)) {
            List<RowRange> parts = new ArrayList<>();
            for (int part = 0; part < 2; part++) {
                try (CachedScan scan = cache.scan(
                        remote,
                        List.of(column("a", 1)),
                        between(0, 150_000),
                        List.of(new FileSplit("r://one", length(), 300_000, ColumnMatching.BY_FIELD_ID)
                                .withPart(new Split.Part(part, 2))))) {
                    scan.fetch();
                    parts.addAll(scan.ranges().values());
                }
            }
            assertThat(parts).containsExactly(new RowRange(0, 102_400), new RowRange(102_400, 204_800));
        }
    }

    @Test
    void rowGroupsThatCannotMatchAreLeftOut() {
        try (FileCache cache = cache(PLENTY)) {
            scan(cache, "r://all", column("a", 1)).close();
            long all = remote.bytes.getAndSet(0);
            try (CachedScan middle = scan(cache, "r://one", between(150_000, 150_010), column("a", 1))) {
                assertThat(middle.ranges().values()).containsExactly(new RowRange(102_400, 204_800));
                assertThat(remote.bytes.get()).isLessThan(all / 2);
            }
            try (CachedScan edge = scan(cache, "r://one", between(102_399, 102_400), column("a", 1))) {
                assertThat(edge.ranges().values()).containsExactly(new RowRange(0, 204_800));
            }
            try (CachedScan none = scan(cache, "r://one", between(300_000, 400_000), column("a", 1))) {
                assertThat(none.ranges().values())
                        .singleElement()
                        .satisfies(rows -> assertThat(rows.count()).isZero());
            }
            try (CachedScan every = scan(cache, "r://one", between(0, 299_999), column("a", 1))) {
                assertThat(every.ranges()).isEmpty();
            }
        }
    }

    private static Constraint between(long low, long high) {
        return new Constraint(Map.of(
                "a",
                new Domain(
                        Type.Simple.BIGINT,
                        List.of(new Domain.Range(Optional.of(low), true, Optional.of(high), true)),
                        false)));
    }

    @Test
    void nothingIsFetchedTwice() throws SQLException {
        try (FileCache cache = cache(PLENTY)) {
            scan(cache, "r://one", column("a", 1)).close();
            int reads = remote.reads.get();
            try (CachedScan again = scan(cache, "r://one", column("a", 1))) {
                assertThat(remote.reads.get()).isEqualTo(reads);
                assertThat(again.use().heldBytes())
                        .isEqualTo(again.use().wantedBytes())
                        .isPositive();
            }
            try (CachedScan other = scan(cache, "r://one", column("a", 1), column("c", 3))) {
                assertThat(remote.reads.get()).isGreaterThan(reads);
                assertThat(answer(other, "sum(a) || max(c)")).isEqualTo(answer(remoteFile, "sum(a) || max(c)"));
            }
            assertThat(remote.bytes.get()).isLessThan(length());
        }
    }

    @Test
    void queriesAtOnceShareWhatIsFetched() {
        try (FileCache cache = cache(PLENTY)) {
            scan(cache, "r://one", column("b", 2)).close();
            long once = remote.bytes.getAndSet(0);
            List<CompletableFuture<Void>> all = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> scan(cache, "r://two", column("b", 2)).close()))
                    .toList();
            all.forEach(CompletableFuture::join);
            assertThat(remote.bytes.get()).isEqualTo(once);
        }
    }

    @Test
    void aRestartFindsWhatWasThere() throws SQLException {
        try (FileCache cache = cache(PLENTY)) {
            scan(cache, "r://one", column("a", 1)).close();
        }
        long bytes = remote.bytes.getAndSet(0);
        try (FileCache cache = cache(PLENTY);
                CachedScan scan = scan(cache, "r://one", column("a", 1))) {
            assertThat(remote.bytes.get()).isZero();
            assertThat(cache.heldBytes()).isEqualTo(bytes);
            assertThat(answer(scan, "sum(a)")).isEqualTo(answer(remoteFile, "sum(a)"));
        }
    }

    @Test
    void aDamagedFooterOrIndexIsFetchedAgain() throws Exception {
        for (String suffix : List.of(".parquet", ".index")) {
            try (FileCache cache = cache(PLENTY)) {
                scan(cache, "r://one", column("a", 1)).close();
            }
            damage(suffix);
            remote.bytes.set(0);
            try (FileCache cache = cache(PLENTY);
                    CachedScan scan = scan(cache, "r://one", column("a", 1))) {
                assertThat(remote.bytes.get()).as(suffix).isPositive();
                assertThat(cache.heldBytes()).isEqualTo(remote.bytes.get());
                assertThat(answer(scan, "sum(a)")).isEqualTo(answer(remoteFile, "sum(a)"));
            }
        }
    }

    /** Changes a byte near the end. */
    private void damage(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            Path file = files.filter(path -> path.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(bytes.length() - 30);
                int old = bytes.read();
                bytes.seek(bytes.length() - 30);
                bytes.write(old ^ 0xff);
            }
        }
    }

    @Test
    void theLeastRecentlyUsedGoesWhenTheShareIsFull() {
        long each;
        try (FileCache cache = cache(PLENTY)) {
            scan(cache, "r://measure", column("b", 2)).close();
            each = cache.heldBytes();
        }
        remote.bytes.set(0);
        try (FileCache cache = new FileCache(
                new CacheSettings(directory.resolve("small"), directory.resolve("fetched"), each * 5 / 2, 4))) {
            scan(cache, "r://one", column("b", 2)).close();
            scan(cache, "r://two", column("b", 2)).close();
            scan(cache, "r://one", column("b", 2)).close();
            assertThat(remote.bytes.get()).isEqualTo(2 * each);
            scan(cache, "r://three", column("b", 2)).close();
            assertThat(cache.heldBytes()).isLessThanOrEqualTo(each * 5 / 2);
            scan(cache, "r://one", column("b", 2)).close();
            assertThat(remote.bytes.get()).isEqualTo(3 * each);
            scan(cache, "r://two", column("b", 2)).close();
            assertThat(remote.bytes.get()).isEqualTo(4 * each);
        }
    }

    @Test
    void filesThatAreReadStay() {
        try (FileCache cache = cache(length() / 2)) {
            assertThatThrownBy(() -> scan(cache, "r://one", column("a", 1), column("b", 2), column("c", 3)))
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            failure -> assertThat(failure.code())
                                    .isEqualTo(StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES.code()));
        }
    }

    @Test
    void workersShareTheDirectoryWithoutMeeting() {
        try (FileCache one = cache(PLENTY);
                FileCache two = cache(PLENTY);
                CachedScan first = scan(one, "r://one", column("a", 1));
                CachedScan second = scan(two, "r://one", column("a", 1))) {
            assertThat(first.files().getFirst().path())
                    .isNotEqualTo(second.files().getFirst().path());
        }
    }
}
