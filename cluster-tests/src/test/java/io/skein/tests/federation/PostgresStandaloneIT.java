package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On one process. */
class PostgresStandaloneIT extends PostgresQueries {
    private static final String DATABASE = "federation_standalone";
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = start(DATABASE, "start");
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
