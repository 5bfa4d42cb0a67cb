package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On one process. */
class DynamicFilterStandaloneIT extends DynamicFilterQueries {
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = start("dynamic_filters_standalone", "start");
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
    String distribution() {
        return "AUTOMATIC";
    }
}
