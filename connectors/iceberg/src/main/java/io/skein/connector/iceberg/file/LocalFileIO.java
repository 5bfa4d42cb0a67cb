package io.skein.connector.iceberg.file;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Local files through java.nio. Manifests, which never change, are kept in memory once read. */
public final class LocalFileIO implements FileIO, SupportsPrefixOperations {
    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInputFile(location, LocalPaths.of(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutputFile(location, LocalPaths.of(location));
    }

    /** What is not there is deleted, as in object storage. */
    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(LocalPaths.of(location));
        } catch (IOException failure) {
            throw new RuntimeIOException(failure, "Cannot delete %s", location);
        }
    }

    /** The files below a directory; none where there is no such directory. */
    @Override
    public Iterable<FileInfo> listPrefix(String directory) {
        try {
            return FileTrees.files(LocalPaths.of(directory)).stream()
                    .map(file -> new FileInfo(
                            file.path().toString(),
                            file.bytes(),
                            file.modified().toMillis()))
                    .toList();
        } catch (IOException failure) {
            throw new RuntimeIOException(failure, "Cannot list %s", directory);
        }
    }

    @Override
    public void deletePrefix(String directory) {
        try {
            FileTrees.delete(LocalPaths.of(directory));
        } catch (IOException failure) {
            throw new RuntimeIOException(failure, "Cannot delete %s", directory);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(CatalogProperties.IO_MANIFEST_CACHE_ENABLED, "true");
    }
}
