package io.skein.connector.iceberg.file;

import io.skein.spi.connector.ConnectorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.io.FileIO;

/** Files that every process of the house sees under the same path. */
public final class LocalStorage implements Storage {
    private final FileIO files = new LocalFileIO();

    @Override
    public FileIO files() {
        return files;
    }

    @Override
    public FileIO files(Map<String, String> properties) {
        return files;
    }

    @Override
    public String normalized(String location) {
        return LocalPaths.of(location).normalize().toString();
    }

    @Override
    public String path(String location) {
        return LocalPaths.of(location).toString();
    }

    @Override
    public void makeDirectory(String directory) throws IOException {
        Files.createDirectories(Path.of(directory));
    }

    @Override
    public void deleteTree(String directory) throws IOException {
        FileTrees.delete(Path.of(directory));
    }

    @Override
    public void deleteEmptyDirectories(String directory) throws IOException {
        FileTrees.deleteEmpty(Path.of(directory));
    }

    @Override
    public boolean isVacant(String directory) throws IOException {
        return FileTrees.isVacant(Path.of(directory));
    }

    @Override
    public Optional<ConnectorFiles> remote(FileIO files) {
        return Optional.empty();
    }

    @Override
    public void close() {
        files.close();
    }
}
