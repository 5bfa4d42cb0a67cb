package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.StorageProxy.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage that fails: each query ends with an error that says how, after a few attempts, and leaves nothing behind. */
class StorageFaultsIT {
    private static final int CANNOT_OPEN_SPLIT = 0x0504_0006;
    private static final int FILESYSTEM_ERROR = 0x0504_0008;
    private static final int WRITER_CLOSE_ERROR = 0x0504_000E;
    private static final int INSUFFICIENT_RESOURCES = 0x0002_0000;
    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final int ATTEMPTS = 3;
    private static final int CACHE_BYTES = 1_500_000;
    private static final Predicate<String> READS_OF_DATA = line -> line.startsWith("GET ") && line.contains(".parquet");
    private static final Predicate<String> WRITES_OF_DATA =
            line -> line.startsWith("PUT ") && line.contains(".parquet");
    private static final Predicate<String> READS_OF_MANIFESTS =
            line -> line.startsWith("GET ") && line.contains(".avro");

    private static final AtomicInteger NEXT_TABLE = new AtomicInteger();
    private static StorageProxy proxy;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        proxy = new StorageProxy(S3Server.shared().port());
        List<String> faulty = new ArrayList<>(Lake.jdbc(proxy.endpoint(), "faults"));
        faulty.add("s3.max-error-retries=" + (ATTEMPTS - 1));
        faulty.add("s3.socket-read-timeout=2s");
        List<String> wrong = new ArrayList<>(Lake.jdbc(proxy.endpoint(), "wrong"));
        wrong.removeIf(line -> line.startsWith("s3.aws-secret-key"));
        wrong.add("s3.aws-secret-key=not-the-right-one");
        server = Lake.start(
                Map.of("faulty", faulty, "wrong", wrong), List.of("skein.worker.cache-size=" + CACHE_BYTES), "start");
        Jdbc.execute(server, "CREATE SCHEMA faulty.s");
        Jdbc.execute(server, "CREATE SCHEMA wrong.s");
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
    }

    @AfterEach
    void nothingIsLeft() {
        proxy.heal();
        Counters.awaitNothingHeld(server, Duration.ofSeconds(20));
    }

    /** A table of one file that no cache knows. */
    private static String table() {
        String name = "faulty.s.t" + NEXT_TABLE.incrementAndGet();
        Jdbc.execute(server, "CREATE TABLE " + name + " AS SELECT * FROM tpch.tiny.orders");
        return name;
    }

    private static void assertReadable(String table) {
        assertThat(Jdbc.query(server, "SELECT count(*), sum(orderkey), max(clerk) FROM " + table))
                .isEqualTo(Jdbc.query(server, "SELECT count(*), sum(orderkey), max(clerk) FROM tpch.tiny.orders"));
    }

    @Test
    void wrongKeyIsRefusedWithoutShowingIt() {
        Jdbc.Failure failure = Jdbc.failure(server, "CREATE TABLE wrong.s.t AS SELECT 1 AS x");

        assertThat(failure.code()).isEqualTo(WRITER_CLOSE_ERROR);
        assertThat(failure.message()).contains("(status 403)").doesNotContain("not-the-right-one");
        assertThat(Jdbc.failure(server, "CREATE TABLE wrong.s.t (x bigint)").code())
                .isEqualTo(FILESYSTEM_ERROR);
        assertThat(Jdbc.query(server, "SHOW TABLES FROM wrong.s")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aMomentOfTroubleIsOvercome(int status) {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Status(status), 2);

        assertReadable(table);
        assertThat(proxy.broken()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void lastingTroubleEndsTheQueryAfterAFewAttempts(int status) {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Status(status), ALWAYS);

        Jdbc.Failure failure = Jdbc.failure(server, "SELECT max(clerk) FROM " + table);

        assertThat(failure.code()).isEqualTo(CANNOT_OPEN_SPLIT);
        assertThat(failure.message())
                .contains("Error opening Iceberg split s3://lake/faults/s/t")
                .contains("(status " + status + ")");
        assertThat(proxy.broken()).isEqualTo(ATTEMPTS);
        proxy.heal();
        assertReadable(table);
    }

    @Test
    void aRefusalIsNotAskedAgain() {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Status(403), ALWAYS);

        Jdbc.Failure failure = Jdbc.failure(server, "SELECT max(clerk) FROM " + table);

        assertThat(failure.code()).isEqualTo(CANNOT_OPEN_SPLIT);
        assertThat(failure.message()).contains("(status 403)");
        assertThat(proxy.broken()).isEqualTo(1);
    }

    @Test
    void aCutConnectionGoesOnWhereItBroke() {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Cut(5000), 2);

        assertReadable(table);
        assertThat(proxy.broken()).isEqualTo(2);
    }

    @Test
    void connectionsThatAreAlwaysCutEndTheQuery() {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Cut(0), ALWAYS);

        assertThat(Jdbc.failure(server, "SELECT max(clerk) FROM " + table).code())
                .isEqualTo(CANNOT_OPEN_SPLIT);
        assertThat(proxy.broken()).isLessThanOrEqualTo(ATTEMPTS * ATTEMPTS);
    }

    @Test
    void storageThatFallsSilentEndsTheQuery() {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Slow(10_000), ALWAYS);

        assertThat(Jdbc.failure(server, "SELECT max(clerk) FROM " + table).code())
                .isEqualTo(CANNOT_OPEN_SPLIT);
    }

    @Test
    void aQueryThatWaitsForSlowStorageIsCanceledAtOnce() throws Exception {
        String table = table();
        proxy.breakNext(READS_OF_DATA, new Fault.Slow(500), ALWAYS);

        cancel("SELECT max(comment) FROM " + table, () -> proxy.broken() > 0);
    }

    @Test
    void aMissingFileIsNamed() {
        String table = table();
        S3Server.shared().keys("faults/s/" + table.substring(table.lastIndexOf('.') + 1) + "-").stream()
                .filter(key -> key.endsWith(".parquet"))
                .forEach(S3Server.shared()::delete);

        Jdbc.Failure failure = Jdbc.failure(server, "SELECT max(clerk) FROM " + table);

        assertThat(failure.code()).isEqualTo(CANNOT_OPEN_SPLIT);
        assertThat(failure.message()).contains("s3://lake/faults/s/").contains("(status 404)");
    }

    @Test
    void metadataThatCannotBeReadIsSaid() {
        String table = table();
        proxy.breakNext(READS_OF_MANIFESTS, new Fault.Status(503), ALWAYS);

        Jdbc.Failure failure = Jdbc.failure(server, "SELECT max(clerk) FROM " + table);

        assertThat(failure.code()).isEqualTo(FILESYSTEM_ERROR);
        assertThat(failure.message()).contains("(status 503)");
    }

    @Test
    void aWriteThatFindsItsConnectionClosedIsSentAgain() {
        proxy.breakNext(WRITES_OF_DATA, new Fault.Closed(), 2);

        Jdbc.execute(server, "CREATE TABLE faulty.s.sent_again AS SELECT * FROM tpch.tiny.lineitem");

        assertThat(proxy.broken()).isEqualTo(2);
        assertThat(Jdbc.query(server, "SELECT count(*), max(orderkey) FROM faulty.s.sent_again"))
                .containsExactly(List.of(60175L, 60000L));
        Jdbc.execute(server, "DROP TABLE faulty.s.sent_again");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 503})
    void aWriteThatFailsLeavesNothing(int status) {
        proxy.breakNext(WRITES_OF_DATA, new Fault.Status(status), ALWAYS);

        Jdbc.Failure failure = Jdbc.failure(server, "CREATE TABLE faulty.s.never AS SELECT * FROM tpch.tiny.customer");

        assertThat(failure.code()).isEqualTo(WRITER_CLOSE_ERROR);
        assertThat(failure.message()).contains("(status " + status + ")");
        assertThat(Jdbc.query(server, "SHOW TABLES FROM faulty.s LIKE 'never'")).isEmpty();
        assertThat(S3Server.shared().keys("faults/s/never")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m0.avro", "/snap-", ".metadata.json"})
    void aCommitThatCannotWriteItsFilesLeavesNone(String kind) {
        String table = table();
        List<String> before = S3Server.shared().keys("faults/s/");
        proxy.breakNext(line -> line.startsWith("PUT ") && line.contains(kind), new Fault.Status(403), ALWAYS);

        Jdbc.Failure failure = Jdbc.failure(server, "DELETE FROM " + table + " WHERE orderkey = 1");

        assertThat(failure.code()).as(failure.message()).isEqualTo(FILESYSTEM_ERROR);
        assertThat(failure.message()).contains("(status 403)");
        assertThat(proxy.broken()).isPositive();
        assertThat(S3Server.shared().keys("faults/s/")).isEqualTo(before);
        proxy.heal();
        assertReadable(table);
    }

    @Test
    void aWriteThatIsCanceledWhileTheKernelWorksLeavesNothing() throws Exception {
        cancel(
                "CREATE TABLE faulty.s.canceled AS SELECT a.orderkey, b.comment FROM tpch.sf1.lineitem a"
                        + " JOIN tpch.sf1.lineitem b ON a.suppkey = b.suppkey AND a.comment < b.comment",
                () -> Counters.workersAtWork(server) > 0);

        assertThat(Jdbc.query(server, "SHOW TABLES FROM faulty.s LIKE 'canceled'"))
                .isEmpty();
        assertThat(S3Server.shared().keys("faults/s/canceled")).isEmpty();
    }

    @Test
    void aWriteThatIsCanceledWhileItIsSentLeavesNothing() throws Exception {
        proxy.breakNext(WRITES_OF_DATA, new Fault.Slow(1500), ALWAYS);

        cancel("CREATE TABLE faulty.s.sent AS SELECT * FROM tpch.tiny.customer", () -> proxy.broken() > 0);

        assertThat(Jdbc.query(server, "SHOW TABLES FROM faulty.s LIKE 'sent'")).isEmpty();
        assertThat(S3Server.shared().keys("faults/s/sent")).isEmpty();
    }

    /** Runs the statement and cancels it when it is time; it must end soon, and nothing of it be held. */
    private static void cancel(String sql, Callable<Boolean> time) throws Exception {
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.execute(sql);
                    return true;
                } catch (SQLException canceled) {
                    return false;
                }
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(time);
            statement.cancel();

            assertThat(done.get(15, TimeUnit.SECONDS)).isFalse();
        }
        Counters.awaitNothingHeld(server, Duration.ofSeconds(15));
    }

    @Test
    void moreThanTheCacheHoldsIsRefusedAndLessStillWorks() {
        Jdbc.execute(server, "CREATE TABLE faulty.s.large AS SELECT * FROM tpch.sf1.part");

        Jdbc.Failure failure = Jdbc.failure(
                server,
                "SELECT max(comment), max(name), max(type), max(container), max(retailprice) FROM faulty.s.large");

        assertThat(failure.code()).isEqualTo(INSUFFICIENT_RESOURCES);
        assertThat(failure.message()).contains("skein.worker.cache-size");
        for (int i = 0; i < 6; i++) {
            assertReadable(table());
        }
    }
}
