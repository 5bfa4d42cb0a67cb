package io.skein.connector.iceberg.s3;

import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.ConnectorFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects in buckets. There are no directories: those that hold nothing are not. */
public final class S3Storage implements Storage {
    private final S3Settings settings;
    private @Nullable S3Client client;
    private @Nullable S3FileIO files;

    public S3Storage(S3Settings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized FileIO files() {
        if (files == null) {
            S3Client opened = S3Clients.open(settings);
            S3FileIO made = new S3FileIO(() -> opened);
            made.initialize(Map.of(CatalogProperties.IO_MANIFEST_CACHE_ENABLED, "true"));
            client = opened;
            files = made;
        }
        return files;
    }

    /** With a client of the library's making, which takes the service's keys, and newer ones when they expire. */
    @Override
    public FileIO files(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(settings.library());
        all.put(CatalogProperties.IO_MANIFEST_CACHE_ENABLED, "true");
        all.putAll(properties);
        S3FileIO vended = new S3FileIO();
        vended.initialize(all);
        return vended;
    }

    @Override
    public String normalized(String location) {
        return S3Location.parse(location).directory();
    }

    @Override
    public String path(String location) {
        S3Location.parse(location);
        return location;
    }

    @Override
    public void makeDirectory(String directory) {
        S3Location.parse(directory);
    }

    @Override
    public void deleteTree(String directory) {
        ((S3FileIO) files()).deletePrefix(directory + "/");
    }

    @Override
    public void deleteEmptyDirectories(String directory) {
        S3Location.parse(directory);
    }

    @Override
    public boolean isVacant(String directory) {
        return !((S3FileIO) files()).listPrefix(directory + "/").iterator().hasNext();
    }

    @Override
    public Optional<ConnectorFiles> remote(FileIO files) {
        return Optional.of(new S3Files((S3FileIO) files, settings));
    }

    @Override
    public synchronized void close() {
        if (files != null && client != null) {
            files.close();
            client.close();
            files = null;
            client = null;
        }
    }
}
