package io.skein.tests.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CREATE CATALOG and DROP CATALOG on two workers. */
class LiveCatalogsIT {
    private static final int ALREADY_EXISTS = 0x0000_000C;

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = SkeinProcess.start("cluster", "--workers", "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCatalogLivesItsLife() throws IOException {
        Path warehouse = Files.createTempDirectory(server.dataDirectory(), "made");
        String create = "CREATE CATALOG made USING iceberg WITH (\"iceberg.jdbc-catalog.default-warehouse-dir\" = '"
                + warehouse + "')";
        Jdbc.execute(server, create);

        assertThat(
                        Jdbc.query(
                                server,
                                "SELECT connector_name, state, failure FROM system.metadata.catalogs WHERE catalog_name = 'made'"))
                .hasToString("[[iceberg, WORKING, null]]");
        Jdbc.execute(server, "CREATE SCHEMA made.s");
        Jdbc.execute(server, "CREATE TABLE made.s.nation AS SELECT * FROM tpch.tiny.nation");
        assertThat(
                        Jdbc.query(
                                server,
                                "SELECT count(*) FROM made.s.nation n JOIN tpch.tiny.region r USING (regionkey) WHERE r.name = 'ASIA'"))
                .hasToString("[[5]]");
        assertThat(Jdbc.failure(server, create).code()).isEqualTo(ALREADY_EXISTS);
        Jdbc.execute(server, create.replace("CREATE CATALOG", "CREATE CATALOG IF NOT EXISTS"));

        Jdbc.execute(server, "DROP CATALOG made");

        assertThat(Jdbc.query(server, "SHOW CATALOGS LIKE 'made'")).isEmpty();
        assertThat(Jdbc.failure(server, "SELECT * FROM made.s.nation").message())
                .contains("Catalog 'made' not found");
        assertThat(Jdbc.failure(server, "DROP CATALOG made").message()).contains("Catalog 'made' not found");
        Jdbc.execute(server, "DROP CATALOG IF EXISTS made");
        Jdbc.execute(server, create);
        assertThat(Jdbc.query(server, "SELECT count(*) FROM made.s.nation WHERE nationkey >= 0"))
                .hasToString("[[25]]");
        Jdbc.execute(server, "DROP CATALOG made");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CREATE CATALOG tpch USING tpch                           | Catalog 'tpch' already exists",
                "CREATE CATALOG system USING memory                       | Catalog 'system' already exists",
                "CREATE CATALOG bad USING orakel                          | There is no connector 'orakel'; there are",
                "CREATE CATALOG bad USING tpch WITH (\"tpch.splits-per-nod\" = '4') | Catalog 'bad' has an unknown property 'tpch.splits-per-nod', did you mean",
                "CREATE CATALOG bad USING tpch WITH (x = 4)               | Invalid value for catalog property 'x': Cannot convert [4] to varchar",
                "CREATE CATALOG bad USING tpch WITH (x = DEFAULT)         | Catalog properties do not support DEFAULT value",
                "CREATE CATALOG bad USING tpch WITH (x = '${ENV:NOT_SET}')| 'x' wants the environment variable NOT_SET, which is not set",
                "CREATE CATALOG \"../bad\" USING tpch                 | A catalog's name has lower-case letters, digits, '_' and '-'",
                "DROP CATALOG tpcds                                       | Catalog 'tpcds' comes with the server's settings",
            })
    void whatCannotBeIsRefusedAndNothingIsKept(String sql, String message) throws IOException {
        assertThat(Jdbc.failure(server, sql).message()).contains(message);
        assertThat(Jdbc.query(server, "SHOW CATALOGS")).hasToString("[[iceberg], [memory], [system], [tpcds], [tpch]]");
        Path store = server.dataDirectory().resolve("catalogs");
        if (Files.exists(store)) {
            try (Stream<Path> files = Files.list(store)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void passwordsAreShownToNobody() throws IOException {
        String create =
                "CREATE CATALOG kept USING postgresql WITH (\"connection-url\" = 'jdbc:postgresql://127.0.0.1:1/none',"
                        + " \"connection-user\" = 'u', \"connection-password\" = 'never-shown')";
        Jdbc.execute(server, create);

        assertThat(Jdbc.query(
                        server, "SELECT query FROM system.runtime.queries WHERE query LIKE 'CREATE CATALOG kept%'"))
                .hasToString("[[" + create.replaceAll("'[^']*'", "'***'") + "]]");
        assertThat(server.log()).doesNotContain("never-shown");
        assertThat(Jdbc.failure(server, "SHOW SCHEMAS FROM kept").message())
                .contains("127.0.0.1:1")
                .doesNotContain("never-shown");
        Path file = server.dataDirectory().resolve("catalogs/kept.properties");
        assertThat(file).content().contains("never-shown");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Jdbc.execute(server, "DROP CATALOG kept");

        assertThat(file).doesNotExist();
    }

    /** A query that has begun keeps its catalog's version until it ends. */
    @Test
    void catalogsComeAndGoUnderQueries() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 4; client++) {
                clients.add(CompletableFuture.runAsync(
                        () -> {
                            while (!stop.get()) {
                                assertThat(
                                                Jdbc.query(
                                                        server,
                                                        "SELECT count(*), sum(nationkey) FROM tpch.tiny.nation WHERE nationkey < 20"))
                                        .hasToString("[[20, 190]]");
                                answered.incrementAndGet();
                            }
                        },
                        threads));
            }
            for (int round = 0; round < 25; round++) {
                Jdbc.execute(server, "CREATE CATALOG passing USING tpch");
                CompletableFuture<List<List<Object>>> running = CompletableFuture.supplyAsync(
                        () -> Jdbc.query(server, "SELECT count(*) FROM passing.tiny.lineitem WHERE orderkey > 0"),
                        threads);
                if (round % 2 == 0) {
                    assertThat(running.get()).hasToString("[[60175]]");
                    Jdbc.execute(server, "DROP CATALOG passing");
                } else {
                    Jdbc.execute(server, "DROP CATALOG passing");
                    assertThat(running.handle((rows, failure) ->
                                            failure == null ? rows.toString() : String.valueOf(failure.getMessage()))
                                    .get())
                            .containsAnyOf("[[60175]]", "Catalog 'passing' not found");
                }
            }
            stop.set(true);
            for (CompletableFuture<Void> client : clients) {
                client.get();
            }
        }
        assertThat(answered.get()).isGreaterThan(25);
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }
}
