package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Skein with a PostgreSQL catalog beside tpch, memory and iceberg. */
final class Federation {
    private static final String SECRET = "SKEIN_TEST_POSTGRES_PASSWORD";

    private Federation() {}

    /** Starts it; the PostgreSQL catalogs' lines by their names, without what they have in common. */
    static SkeinProcess start(Map<String, List<String>> catalogs, String... command) {
        try {
            Path servers = Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers"));
            Path etc = Files.createTempDirectory(servers, "etc");
            Path directory = Files.createDirectories(etc.resolve("catalog"));
            Files.writeString(directory.resolve("tpch.properties"), "connector.name=tpch\n");
            Files.writeString(directory.resolve("memory.properties"), "connector.name=memory\n");
            Files.writeString(
                    directory.resolve("iceberg.properties"),
                    "connector.name=iceberg\niceberg.jdbc-catalog.default-warehouse-dir=" + etc.resolve("warehouse")
                            + "\n");
            for (Map.Entry<String, List<String>> catalog : catalogs.entrySet()) {
                List<String> lines =
                        new ArrayList<>(List.of("connector.name=postgresql", "connection-user=" + PostgresServer.USER));
                if (catalog.getValue().stream().noneMatch(line -> line.startsWith("connection-password="))) {
                    lines.add("connection-password=${ENV:" + SECRET + "}");
                }
                lines.addAll(catalog.getValue());
                Files.write(directory.resolve(catalog.getKey() + ".properties"), lines);
            }
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--etc", etc.toString()));
            return SkeinProcess.start(Map.of(SECRET, PostgresServer.PASSWORD), arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
