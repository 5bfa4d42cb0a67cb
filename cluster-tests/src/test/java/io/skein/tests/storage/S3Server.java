package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** s3proxy over a directory, with one key. */
public final class S3Server {
    static final String ACCESS_KEY = "skein-access";
    public static final String SECRET_KEY = "skein-secret-never-shown";
    public static final String BUCKET = "lake";

    private static @Nullable S3Server shared;

    private final int port;
    private final S3Client client;

    private S3Server(int port) {
        this.port = port;
        this.client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    public static synchronized S3Server shared() {
        if (shared == null) {
            S3Server server = new S3Server(SkeinProcess.freePort());
            server.start();
            shared = server;
        }
        return shared;
    }

    private void start() {
        Path directory = ForeignServer.directory("s3proxy");
        try {
            Path objects = Files.createDirectories(directory.resolve("objects"));
            Path settings = directory.resolve("s3proxy.conf");
            Files.write(
                    settings,
                    List.of(
                            "s3proxy.endpoint=http://127.0.0.1:" + port,
                            "s3proxy.authorization=aws-v2-or-v4",
                            "s3proxy.identity=" + ACCESS_KEY,
                            "s3proxy.credential=" + SECRET_KEY,
                            "s3proxy.ignore-unknown-headers=true",
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.filesystem.basedir=" + objects));
            List<String> command = new ArrayList<>(List.of(ForeignServer.JAVA));
            command.addAll(ForeignServer.SMALL_JVM);
            command.addAll(List.of(
                    "-cp",
                    ForeignServer.libraries("s3proxy"),
                    "org.gaul.s3proxy.Main",
                    "--properties",
                    settings.toString()));
            ForeignServer.start(directory, command, Map.of(), () -> {
                client.createBucket(bucket -> bucket.bucket(BUCKET));
                return true;
            });
        } catch (IOException e) {
            throw new IllegalStateException("s3proxy did not start", e);
        }
    }

    public int port() {
        return port;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Keys below a prefix. */
    public List<String> keys(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Sizes of objects below a prefix. */
    long bytes(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .mapToLong(S3Object::size)
                .sum();
    }

    public byte[] read(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asByteArray();
    }

    void delete(String key) {
        client.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    /** A catalog's lines that say how this is reached, through another address. */
    static List<String> properties(String endpoint) {
        return List.of(
                "fs.native-s3.enabled=true",
                "s3.endpoint=" + endpoint,
                "s3.region=us-east-1",
                "s3.path-style-access=true",
                "s3.aws-access-key=" + ACCESS_KEY,
                "s3.aws-secret-key=${ENV:SKEIN_TEST_S3_SECRET}");
    }
}
