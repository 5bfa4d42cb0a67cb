package io.skein.connector.iceberg.file;

import io.skein.spi.connector.ConnectorFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.io.FileIO;

/** Where a warehouse's files are. Locations are texts, as Iceberg keeps them. Thread-safe; nothing is opened before it is used. */
public interface Storage extends AutoCloseable {
    /** How the library reads and writes metadata. */
    FileIO files();

    /**
     * The same with what a catalog service says of one table: its credentials for it, if it gives any.
     *
     * @param properties as the service gives them, under the library's names
     */
    FileIO files(Map<String, String> properties);

    /** The location of a file or directory in the one form that can be compared; NOT_SUPPORTED for one of another kind of storage. */
    String normalized(String location);

    /** What a split says of the file: the local path, or the location as the metadata has it. */
    String path(String location);

    /** Makes a directory, where directories are made. */
    void makeDirectory(String directory) throws IOException;

    /** Deletes all that is below the location; nothing there is fine. */
    void deleteTree(String directory) throws IOException;

    /** Deletes the directories below the location that hold no file, where there is such a thing. */
    void deleteEmptyDirectories(String directory) throws IOException;

    /** Whether nothing is there. */
    boolean isVacant(String directory) throws IOException;

    /** How workers reach files that are not local, by way of these files of the library. */
    Optional<ConnectorFiles> remote(FileIO files);

    @Override
    void close();
}
