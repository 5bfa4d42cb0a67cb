package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On two workers. */
class MemoryClusterIT extends MemoryChanges {
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = start("cluster", "--workers", "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    SkeinProcess server() {
        return server;
    }
}
