package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Hive metastore with its database in {@link PostgresServer}. It makes a directory for each schema and table, and does no more with storage: for
 * {@code s3://lake} it is given a directory of the local disk.
 */
final class HiveMetastoreServer {
    private static final int JAVA = 17;
    private static final String SCHEMA =
            "test-servers/hive-metastore/target/schema/apache-hive-metastore-4.0.1-bin/scripts/metastore/upgrade/postgres/hive-schema-4.0.0.postgres.sql";

    private static @Nullable HiveMetastoreServer shared;

    private final int port;
    private final Path directory = ForeignServer.directory("hive-metastore");

    private HiveMetastoreServer(int port) {
        this.port = port;
    }

    static synchronized HiveMetastoreServer shared() {
        if (shared == null) {
            HiveMetastoreServer server = new HiveMetastoreServer(SkeinProcess.freePort());
            server.start();
            shared = server;
        }
        return shared;
    }

    private void start() {
        String java = ForeignServer.java(JAVA);
        String database = PostgresServer.shared().database("metastore", SkeinProcess.ROOT.resolve(SCHEMA));
        Path objects = directory.resolve("objects");
        Path configuration = directory.resolve("configuration");
        try {
            Files.createDirectories(objects);
            Files.createDirectories(configuration);
            Files.writeString(
                    configuration.resolve("core-site.xml"),
                    xml(Map.of(
                            "fs.s3.impl",
                            "org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme",
                            "fs.viewfs.mounttable." + S3Server.BUCKET + ".linkMergeSlash",
                            "file://" + objects)));
            Files.writeString(
                    configuration.resolve("metastore-site.xml"),
                    xml(Map.of(
                            "metastore.warehouse.dir",
                            "s3://" + S3Server.BUCKET + "/hive",
                            "metastore.thrift.bind.host",
                            "127.0.0.1",
                            "javax.jdo.option.ConnectionURL",
                            database,
                            "javax.jdo.option.ConnectionDriverName",
                            "org.postgresql.Driver",
                            "javax.jdo.option.ConnectionUserName",
                            PostgresServer.USER,
                            "javax.jdo.option.ConnectionPassword",
                            PostgresServer.PASSWORD)));
        } catch (IOException e) {
            throw new IllegalStateException("The Hive metastore did not start", e);
        }
        List<String> command =
                new ArrayList<>(List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        for (String opened : List.of("java.lang", "java.net", "java.util")) {
            command.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
        }
        command.addAll(List.of(
                "-cp",
                configuration + ":" + ForeignServer.libraries("hive-metastore"),
                "org.apache.hadoop.hive.metastore.HiveMetaStore",
                "-p",
                String.valueOf(port)));
        ForeignServer.start(directory, command, Map.of(), this::makesDatabase);
    }

    private static String xml(Map<String, String> properties) {
        StringBuilder text = new StringBuilder("<configuration>");
        properties.forEach((name, value) -> text.append("<property><name>")
                .append(name)
                .append("</name><value>")
                .append(value)
                .append("</value></property>"));
        return text.append("</configuration>").toString();
    }

    private boolean makesDatabase() throws Exception {
        try (HiveMetastoreClient client = new HiveMetastoreClient(port)) {
            client.createDatabase("ready");
            return true;
        }
    }

    String uri() {
        return "thrift://127.0.0.1:" + port;
    }

    HiveMetastoreClient connect() throws Exception {
        return new HiveMetastoreClient(port);
    }

    /** A catalog's lines that say how this is reached. */
    List<String> properties() {
        return List.of("iceberg.catalog.type=hive_metastore", "hive.metastore.uri=" + uri());
    }
}
