package io.skein.spi.connector;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Files of a connector that are not on the worker's own disks: objects, written once and never changed. Thread-safe; calls block. */
public interface ConnectorFiles {
    /** Whether the kernel reads and writes the path itself. Anything else is a location, to be had through a connector's files. */
    static boolean isLocal(String path) {
        return path.startsWith("/");
    }

    /** Which storage this is: files of one storage with the same location are the same file. */
    String storage();

    /** How long the file is. */
    long size(String location);

    /**
     * Copies exactly this part of the file into the target. What went wrong on the way is tried again a few times; what the target got is never sent twice.
     * An interrupt ends the call with an exception soon.
     */
    void read(String location, long offset, long length, WritableByteChannel target);

    /** Makes the local file the object at the location, which appears whole or not at all. */
    void upload(Path file, String location);

    /** Deletes the file; none there is fine. */
    void delete(String location);
}
