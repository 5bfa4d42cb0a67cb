package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On two workers. */
class DynamicFilterClusterIT extends DynamicFilterQueries {
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = start("dynamic_filters_cluster", "cluster", "--workers", "2");
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
        return "FORCED";
    }
}
