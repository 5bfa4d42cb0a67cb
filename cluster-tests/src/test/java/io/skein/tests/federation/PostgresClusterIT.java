package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On two workers. */
class PostgresClusterIT extends PostgresQueries {
    private static final String DATABASE = "federation_cluster";
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        String url = "connection-url=" + PostgresServer.shared().database(DATABASE);
        PostgresServer.shared().execute(DATABASE, TABLES);
        server = Federation.start(
                Map.of("pg", List.of(url), "any_case", List.of(url, "case-insensitive-name-matching=true")),
                "cluster",
                "--workers",
                "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    SkeinProcess server() {
        return server;
    }

    @Override
    String database() {
        return DATABASE;
    }
}
