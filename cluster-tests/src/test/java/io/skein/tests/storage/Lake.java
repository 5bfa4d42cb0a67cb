package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Skein with catalogs over S3. */
public final class Lake {
    private Lake() {}

    /** Starts it; the catalogs' lines by their names, and the settings. */
    public static SkeinProcess start(Map<String, List<String>> catalogs, List<String> settings, String... command) {
        try {
            Path etc = directory(catalogs);
            Files.write(etc.resolve("skein.properties"), settings);
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--etc", etc.toString()));
            return SkeinProcess.start(
                    Map.of("SKEIN_TEST_S3_SECRET", S3Server.SECRET_KEY), arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory of settings with a file for each catalog, and one for tpch; the catalogs' lines by their names. */
    public static Path directory(Map<String, List<String>> catalogs) {
        try {
            Path etc = ForeignServer.directory("etc");
            Path directory = Files.createDirectories(etc.resolve("catalog"));
            Files.writeString(directory.resolve("tpch.properties"), "connector.name=tpch\n");
            for (Map.Entry<String, List<String>> catalog : catalogs.entrySet()) {
                List<String> lines = new ArrayList<>(List.of("connector.name=iceberg"));
                lines.addAll(catalog.getValue());
                Files.write(directory.resolve(catalog.getKey() + ".properties"), lines);
            }
            return etc;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A catalog that lists its tables in a SQLite file of its own. */
    public static List<String> jdbc(String endpoint, String prefix) {
        List<String> lines = new ArrayList<>(S3Server.properties(endpoint));
        lines.add("iceberg.catalog.type=jdbc");
        lines.add("iceberg.jdbc-catalog.default-warehouse-dir=s3://" + S3Server.BUCKET + "/" + prefix);
        lines.add("iceberg.jdbc-catalog.connection-url=jdbc:sqlite:"
                + ForeignServer.directory("tables").resolve(prefix + ".db"));
        return lines;
    }
}
