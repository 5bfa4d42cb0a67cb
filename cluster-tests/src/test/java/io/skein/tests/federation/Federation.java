package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Skein with catalogs of other databases beside tpch, memory and iceberg. */
final class Federation {
    private static final String SECRET = "SKEIN_TEST_POSTGRES_PASSWORD";

    private Federation() {}

    /** Starts it; the catalogs' lines by their names. What they do not say is that of a PostgreSQL catalog. */
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
                List<String> lines = new ArrayList<>();
                absent(catalog.getValue(), "connector.name=", "postgresql").ifPresent(lines::add);
                absent(catalog.getValue(), "connection-user=", PostgresServer.USER)
                        .ifPresent(lines::add);
                absent(catalog.getValue(), "connection-password=", "${ENV:" + SECRET + "}")
                        .ifPresent(lines::add);
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

    private static Optional<String> absent(List<String> lines, String key, String value) {
        return lines.stream().anyMatch(line -> line.startsWith(key)) ? Optional.empty() : Optional.of(key + value);
    }
}
