package io.skein.catalog.source;

import io.skein.spi.error.SkeinException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file for each catalog in a directory of their own, which only the service's user can read. One service has it to itself. */
public final class FileStore implements CatalogStore {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final CatalogDirectory files;

    public FileStore(Path directory, DescriptionReader reader) {
        this.directory = directory;
        this.files = new CatalogDirectory(directory, reader, List.of());
    }

    @Override
    public Optional<List<CatalogDefinition>> changed() {
        return files.changed();
    }

    @Override
    public Optional<CatalogDescription> find(String name) {
        try {
            return Optional.of(CatalogFile.describe(file(name)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException failure) {
            throw StoreFailures.failed("read", name, failure);
        }
    }

    @Override
    public synchronized void create(CatalogDescription description) {
        if (Files.exists(file(description.name()))) {
            throw StoreFailures.exists(description.name());
        }
        write(description);
    }

    @Override
    public synchronized void replace(CatalogDescription description, String revision) {
        if (find(description.name())
                .filter(kept -> kept.revision().equals(revision))
                .isEmpty()) {
            throw StoreFailures.conflict(description.name());
        }
        write(description);
    }

    /** Whoever reads the directory sees all of the description or nothing. */
    private void write(CatalogDescription description) {
        String name = description.name();
        @Nullable Path unfinished = null;
        try {
            Files.createDirectories(directory);
            unfinished = Files.createTempFile(directory, name, ".new", readableByOwner());
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                CatalogFile.entries(description).store(writer, null);
            }
            Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            SkeinException failed = StoreFailures.failed("kept", name, failure);
            discard(unfinished);
            throw failed;
        }
    }

    @Override
    public synchronized void delete(String name) {
        try {
            Files.delete(file(name));
        } catch (NoSuchFileException absent) {
            throw StoreFailures.missing(name);
        } catch (IOException failure) {
            throw StoreFailures.failed("forgotten", name, failure);
        }
    }

    @Override
    public void close() {}

    private Path file(String name) {
        return directory.resolve(name + CatalogFile.SUFFIX);
    }

    private FileAttribute<?>[] readableByOwner() throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static void discard(@Nullable Path unfinished) {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            System.getLogger(FileStore.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} cannot be deleted: {1}", unfinished, failure);
        }
    }
}
