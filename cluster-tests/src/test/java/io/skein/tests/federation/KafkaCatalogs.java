package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Skein with Kafka catalogs beside tpch and memory. */
final class KafkaCatalogs {
    private KafkaCatalogs() {}

    /** Starts it; the Kafka catalogs' lines by their names. */
    static SkeinProcess start(Map<String, List<String>> catalogs, String... command) {
        try {
            Path servers = Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers"));
            Path etc = Files.createTempDirectory(servers, "etc");
            Path directory = Files.createDirectories(etc.resolve("catalog"));
            Files.writeString(directory.resolve("tpch.properties"), "connector.name=tpch\n");
            Files.writeString(directory.resolve("memory.properties"), "connector.name=memory\n");
            for (Map.Entry<String, List<String>> catalog : catalogs.entrySet()) {
                List<String> lines = new ArrayList<>(List.of("connector.name=kafka"));
                lines.addAll(catalog.getValue());
                Files.write(directory.resolve(catalog.getKey() + ".properties"), lines);
            }
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--etc", etc.toString()));
            return SkeinProcess.start(arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
