package io.skein.auth.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Function;

/** A file's content as a value, read again when the file has changed. A new version that can't be read leaves the old value in force. */
final class WatchedFile<T> {
    private static final System.Logger LOG = System.getLogger(WatchedFile.class.getName());

    private final Path path;
    private final Function<List<String>, T> parser;
    private Stamp stamp;
    private T value;

    /**
     * Reads the file.
     *
     * @throws UncheckedIOException when it can't be read
     * @throws IllegalArgumentException when its content is wrong
     */
    WatchedFile(Path path, Function<List<String>, T> parser) {
        this.path = path;
        this.parser = parser;
        try {
            stamp = Stamp.of(path);
            value = parser.apply(Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    synchronized T value() {
        try {
            Stamp now = Stamp.of(path);
            if (!now.equals(stamp)) {
                stamp = now;
                value = parser.apply(Files.readAllLines(path));
                LOG.log(Level.INFO, "Read {0} again", path);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.ERROR, "Kept the old content of " + path + ": " + e.getMessage());
        }
        return value;
    }

    private record Stamp(long modifiedNanos, long size, Object key) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
            return new Stamp(
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    attributes.size(),
                    key);
        }
    }
}
