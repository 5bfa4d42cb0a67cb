package io.skein.tests.server;

import java.util.function.Supplier;

/** The servers that tests share: each starts when first asked for and stops with the test run. */
public final class Servers {
    private static final Shared STANDALONE = new Shared(() -> SkeinProcess.start("start"));
    private static final Shared CLUSTER = new Shared(() -> SkeinProcess.start("cluster", "--workers", "2"));

    private Servers() {}

    public static SkeinProcess standalone() {
        return STANDALONE.server();
    }

    /** Coordinator, catalog, auth and two workers. */
    public static SkeinProcess cluster() {
        return CLUSTER.server();
    }

    private static final class Shared {
        private final Supplier<SkeinProcess> starter;
        private @org.jspecify.annotations.Nullable SkeinProcess server;

        Shared(Supplier<SkeinProcess> starter) {
            this.starter = starter;
        }

        synchronized SkeinProcess server() {
            if (server == null) {
                server = starter.get();
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            }
            return server;
        }
    }
}
