package io.skein.catalog.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory of catalog files, {@code NAME.properties} each; a directory without any, or none at all, means the defaults. Used by one thread at a time.
 */
public final class CatalogDirectory {
    private final Path directory;
    private final DescriptionReader reader;
    private final List<CatalogDefinition> defaults;
    private Optional<Map<Path, Stamp>> seen = Optional.empty();

    public CatalogDirectory(Path directory, DescriptionReader reader, List<CatalogDefinition> defaults) {
        this.directory = directory;
        this.reader = reader;
        this.defaults = List.copyOf(defaults);
    }

    /** All definitions when a file has come, changed or gone since the last call, empty when nothing has. */
    public Optional<List<CatalogDefinition>> changed() {
        Map<Path, Stamp> now = stamps();
        if (seen.isPresent() && seen.get().equals(now)) {
            return Optional.empty();
        }
        seen = Optional.of(now);
        return Optional.of(
                now.isEmpty()
                        ? defaults
                        : now.keySet().stream()
                                .map(file -> CatalogFile.read(file, reader))
                                .toList());
    }

    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + CatalogFile.SUFFIX)) {
            for (Path file : files) {
                stamp(file).ifPresent(stamp -> stamps.put(file, stamp));
            }
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Map.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return stamps;
    }

    private static Optional<Stamp> stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    private record Stamp(FileTime modified, long bytes) {}
}
