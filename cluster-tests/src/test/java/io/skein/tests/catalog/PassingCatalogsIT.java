package io.skein.tests.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs are made, changed and dropped under clients who query them: nobody notices, and nothing stays behind. */
class PassingCatalogsIT {
    private static final int CLIENTS = 20;
    private static final int FEW_CLIENTS = 6;
    private static final int FEW = 6;
    private static final int WARM_UP = 25;
    private static final int MANY = 425;
    private static final long MIB = 1 << 20;
    private static final String CONNECTIONS =
            "SELECT 1 FROM pg_stat_activity WHERE datname = 'passing' AND application_name = 'skein'";

    @TempDir
    private Path etc;

    private PostgresServer postgres;
    private SkeinProcess server;
    private List<PassingCatalog> catalogs;

    @BeforeEach
    void start() throws IOException {
        // What is remembered of former queries is not to be taken for a leak.
        Files.writeString(etc.resolve("skein.properties"), "skein.coordinator.query.max-history=20\n");
        postgres = PostgresServer.own();
        String url = postgres.database("passing");
        postgres.execute(
                "passing",
                "CREATE TABLE many AS SELECT n FROM generate_series(1, 5000) AS n; CREATE TABLE written (n bigint)");
        server = SkeinProcess.start("cluster", "--workers", "2", "--etc", etc.toString());
        String login = "\"connection-url\" = '" + url + "', \"connection-user\" = '" + PostgresServer.USER
                + "', \"connection-password\" = '" + PostgresServer.PASSWORD + "'";
        catalogs = List.of(
                new PassingCatalog(
                        "passing_pg",
                        "postgresql",
                        login,
                        "\"postgresql.scan-splits\" = '%d'",
                        "",
                        "SELECT count(*), sum(n * nationkey) FROM CATALOG.public.many JOIN tpch.tiny.nation ON"
                                + " nationkey = n % 25",
                        "[5000, 150230000]"),
                new PassingCatalog(
                        "passing_memory",
                        "memory",
                        "\"memory.max-data-per-node\" = '1MB'",
                        "\"memory.max-data-per-node\" = '%dMB'",
                        "CREATE TABLE CATALOG.default.nation AS SELECT * FROM tpch.tiny.nation",
                        "SELECT count(*), sum(nationkey) FROM CATALOG.default.nation WHERE nationkey >= 0",
                        "[25, 300]"),
                new PassingCatalog(
                        "passing_tpch",
                        "tpch",
                        "\"tpch.splits-per-node\" = '1'",
                        "\"tpch.splits-per-node\" = '%d'",
                        "",
                        "SELECT count(*), sum(orderkey) FROM CATALOG.tiny.orders WHERE orderkey > 0",
                        "[15000, 449872500]"));
    }

    @AfterEach
    void stop() {
        server.close();
        postgres.kill();
    }

    @Test
    void nobodyNotices() throws Exception {
        run(FEW_CLIENTS, FEW);

        assertNothingIsLeft();
    }

    @Test
    @Tag("full")
    void memoryStaysFlatOverHundredsOfCycles() throws Exception {
        // The first collection of all makes the heaps as large as they want to be.
        run(CLIENTS, WARM_UP);
        ProcessUse.of(server);
        run(CLIENTS, 2 * WARM_UP);
        assertNothingIsLeft();
        TreeMap<String, ProcessUse> before = ProcessUse.of(server);

        run(CLIENTS, MANY);
        assertNothingIsLeft();
        TreeMap<String, ProcessUse> after = ProcessUse.of(server);

        System.getLogger(PassingCatalogsIT.class.getName())
                .log(System.Logger.Level.INFO, "before: {0}\nafter: {1}", before, after);
        assertThat(after.keySet()).hasSize(5).isEqualTo(before.keySet());
        after.forEach((process, use) -> {
            ProcessUse first = Objects.requireNonNull(before.get(process));
            assertThat(use.heapBytes()).as("heap of " + process).isLessThan(first.heapBytes() + 16 * MIB);
            assertThat(use.residentBytes())
                    .as("resident memory of " + process)
                    .isLessThan(first.residentBytes() + first.residentBytes() / 4);
            assertThat(use.threads()).as("threads of " + process).isLessThan(first.threads() + 10);
        });
    }

    private void run(int number, int cycles) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        postgres.execute("passing", "TRUNCATE written");
        catalogs.forEach(catalog -> catalog.create(server));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int client = 0; client < number - 1; client++) {
                PassingCatalog catalog = catalogs.get(client % catalogs.size());
                clients.add(CompletableFuture.runAsync(
                        () -> {
                            while (!stop.get()) {
                                ask(catalog);
                                answered.incrementAndGet();
                            }
                        },
                        threads));
            }
            clients.add(CompletableFuture.runAsync(
                    () -> {
                        while (!stop.get()) {
                            write(catalogs.getFirst());
                            written.incrementAndGet();
                        }
                    },
                    threads));
            try {
                for (int cycle = 0; cycle < cycles; cycle++) {
                    catalogs.get(cycle % catalogs.size()).cycle(server);
                }
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> written.get() > 0);
            } finally {
                stop.set(true);
            }
            for (CompletableFuture<Void> client : clients) {
                client.get();
            }
        }
        assertThat(answered.get()).isGreaterThan(number);
        assertThat(postgres.any(
                        "passing",
                        "SELECT 1 FROM written HAVING count(*) = " + 25 * written.get() + " AND sum(n) = "
                                + 300 * written.get()))
                .isTrue();
        catalogs.forEach(catalog -> catalog.drop(server));
    }

    /** The catalog may go as soon as the answer's columns are known. */
    private void ask(PassingCatalog catalog) {
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            ResultSet rows;
            Lock there = catalog.isThere();
            there.lock();
            try {
                rows = statement.executeQuery(catalog.query());
            } finally {
                there.unlock();
            }
            assertThat(rows.next()).isTrue();
            assertThat("[" + rows.getObject(1) + ", " + rows.getObject(2) + "]").isEqualTo(catalog.answer());
            assertThat(rows.next()).isFalse();
        } catch (SQLException e) {
            throw new IllegalStateException(catalog.query() + ": " + e.getMessage(), e);
        }
    }

    /** The catalog may change meanwhile. */
    private void write(PassingCatalog catalog) {
        Lock there = catalog.isThere();
        there.lock();
        try {
            Jdbc.execute(server, "INSERT INTO passing_pg.public.written SELECT nationkey FROM tpch.tiny.nation");
        } finally {
            there.unlock();
        }
    }

    private void assertNothingIsLeft() {
        Counters.awaitNothingHeld(server, Duration.ofSeconds(60));
        Awaitility.await("no connection is left")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !postgres.any("postgres", CONNECTIONS));
        assertThat(Jdbc.query(server, "SHOW CATALOGS LIKE 'passing%'")).isEmpty();
    }
}
