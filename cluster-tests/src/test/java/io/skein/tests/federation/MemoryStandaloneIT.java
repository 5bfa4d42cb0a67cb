package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On one process. */
class MemoryStandaloneIT extends MemoryChanges {
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = start("start");
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
