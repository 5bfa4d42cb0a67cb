package io.skein.catalog.source;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions of catalogs that statements have made, one file each in a directory of their own, which only the service's user can read: they may hold secrets.
 * References such as {@code ${ENV:NAME}} are kept as they are.
 */
public final class CatalogStore {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final CatalogFile reader;

    public CatalogStore(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.reader = new CatalogFile(environment);
    }

    /** What the description will be read as; fails with INVALID_CATALOG_PROPERTY when it cannot be. */
    public CatalogDefinition.Readable definition(String name, String connector, Map<String, String> properties) {
        try {
            return switch (reader.definition(name, connector, properties)) {
                case CatalogDefinition.Readable readable -> readable;
                case CatalogDefinition.Unreadable unreadable -> throw invalid(unreadable.reason());
            };
        } catch (IllegalArgumentException missing) {
            throw invalid(String.valueOf(missing.getMessage()));
        }
    }

    private static SkeinException invalid(String why) {
        return new SkeinException(StandardErrorCode.INVALID_CATALOG_PROPERTY, why);
    }

    /** Keeps the description; whoever reads the directory sees all of it or nothing. Fails with CATALOG_STORE_ERROR. */
    public void write(String name, String connector, Map<String, String> properties) {
        Properties entries = new Properties();
        entries.putAll(properties);
        entries.setProperty(CatalogFile.CONNECTOR_KEY, connector);
        @Nullable Path unfinished = null;
        try {
            Files.createDirectories(directory);
            unfinished = Files.createTempFile(directory, name, ".new", readableByOwner());
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                entries.store(writer, null);
            }
            Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            discard(unfinished);
            throw failed("kept", name, failure);
        }
    }

    /** Forgets a description; false when there is none. Fails with CATALOG_STORE_ERROR. */
    public boolean delete(String name) {
        try {
            return Files.deleteIfExists(file(name));
        } catch (IOException failure) {
            throw failed("forgotten", name, failure);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + CatalogFile.SUFFIX);
    }

    private FileAttribute<?>[] readableByOwner() throws IOException {
        FileStore store = Files.getFileStore(directory);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static void discard(@Nullable Path unfinished) {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            System.getLogger(CatalogStore.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} cannot be deleted: {1}", unfinished, failure);
        }
    }

    private static SkeinException failed(String what, String name, IOException failure) {
        return new SkeinException(
                StandardErrorCode.CATALOG_STORE_ERROR,
                "Catalog '" + name + "' cannot be " + what + ": " + failure.getMessage(),
                failure);
    }
}
