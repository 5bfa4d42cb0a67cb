package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Tables in a second S3, read and written by two workers. */
@Tag("full")
@EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
class MotoIT {
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = Lake.start(
                Map.of("moto", Lake.jdbc(new MotoServer().endpoint(), "moto")), List.of(), "cluster", "--workers", "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tablesAndViewsLiveTheirLives() {
        CatalogLives.table(server, "moto");
        CatalogLives.views(server, "moto");
        CatalogLives.materializedViews(server, "moto", 6);
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @Test
    void aTableOfManyRowGroupsIsWrittenReadAndTidied() {
        Jdbc.execute(server, "CREATE SCHEMA moto.s");
        Jdbc.execute(
                server,
                "CREATE TABLE moto.s.orders WITH (partitioning = ARRAY['orderstatus']) AS SELECT * FROM tpch.sf1.orders");
        Jdbc.execute(server, "DELETE FROM moto.s.orders WHERE custkey % 10 = 0");
        Jdbc.execute(server, "ALTER TABLE moto.s.orders EXECUTE optimize");

        assertThat(Jdbc.query(
                        server, "SELECT orderstatus, count(*), sum(orderkey) FROM moto.s.orders GROUP BY 1 ORDER BY 1"))
                .isEqualTo(
                        Jdbc.query(
                                server,
                                "SELECT orderstatus, count(*), sum(orderkey) FROM tpch.sf1.orders WHERE custkey % 10 <> 0 GROUP BY 1 ORDER BY 1"));
        Jdbc.execute(server, "DROP TABLE moto.s.orders");
        Jdbc.execute(server, "DROP SCHEMA moto.s");
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM moto LIKE 's'")).isEqualTo(List.of());
    }
}
