package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On two workers. */
class PostgresClusterIT extends PostgresQueries {
    private static final String DATABASE = "federation_cluster";
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = start(DATABASE, "cluster", "--workers", "2");
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
