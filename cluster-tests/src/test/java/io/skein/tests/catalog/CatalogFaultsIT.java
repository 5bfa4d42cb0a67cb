package io.skein.tests.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Services;
import io.skein.tests.storage.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What statements have made outlives the services, and what is wrong with a catalog is said when it is used. */
class CatalogFaultsIT {
    private static final String SHOWN =
            "[[CREATE CATALOG lasting USING tpch\nWITH (\n   \"tpch.column-naming\" = 'STANDARD'\n)]]";

    @TempDir
    static Path etc;

    private static Services services;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(
                Files.createDirectories(etc.resolve("catalog")).resolve("tpch.properties"), "connector.name=tpch\n");
        services = Services.start(etc, Map.of());
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void whatWasMadeAndChangedOutlivesTheServices() {
        Jdbc.execute(services, "CREATE CATALOG lasting USING tpch");
        Jdbc.execute(services, "ALTER CATALOG lasting SET PROPERTIES \"tpch.column-naming\" = 'STANDARD'");

        services.kill(Services.Service.CATALOG);
        services.restart(Services.Service.CATALOG);

        assertThat(Jdbc.query(services, "SHOW CREATE CATALOG lasting")).hasToString(SHOWN);
        assertThat(Jdbc.query(services, "SELECT count(*) FROM lasting.tiny.nation WHERE n_regionkey = 2"))
                .hasToString("[[5]]");

        services.kill(Services.Service.COORDINATOR);
        services.restart(Services.Service.COORDINATOR);

        assertThat(Jdbc.query(services, "SHOW CREATE CATALOG lasting")).hasToString(SHOWN);
        assertThat(Jdbc.query(services, "SELECT count(*) FROM lasting.tiny.nation WHERE n_regionkey = 2"))
                .hasToString("[[5]]");
        Jdbc.execute(services, "DROP CATALOG lasting");

        services.kill(Services.Service.CATALOG);
        services.restart(Services.Service.CATALOG);

        assertThat(Jdbc.query(services, "SHOW CATALOGS LIKE 'lasting'")).isEmpty();
    }

    @Test
    void wrongCredentialsAreToldToWhoUsesTheCatalogAndCanBePutRight() {
        String url = PostgresServer.shared().database("credentials");
        PostgresServer.shared().execute("credentials", "CREATE TABLE few AS SELECT n FROM generate_series(1, 10) AS n");
        Jdbc.execute(
                services,
                "CREATE CATALOG wrong USING postgresql WITH (\"connection-url\" = '" + url
                        + "', \"connection-user\" = '" + PostgresServer.USER
                        + "', \"connection-password\" = 'never-shown')");

        assertThat(Jdbc.failure(services, "SELECT * FROM wrong.public.few").message())
                .contains("password authentication failed")
                .doesNotContain("never-shown");

        Jdbc.execute(
                services,
                "ALTER CATALOG wrong SET PROPERTIES \"connection-password\" = '" + PostgresServer.PASSWORD + "'");

        assertThat(Jdbc.query(services, "SELECT count(*) FROM wrong.public.few WHERE n > 3"))
                .hasToString("[[7]]");
        Jdbc.execute(services, "DROP CATALOG wrong");
    }
}
