package io.skein.connector.iceberg.file;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.URI;
import java.nio.file.Path;

/** Locations in Iceberg metadata as local paths: absolute, with or without the scheme {@code file:}. */
public final class LocalPaths {
    private LocalPaths() {}

    /** NOT_SUPPORTED for anything that is not a local file. */
    public static Path of(String location) {
        if (location.startsWith("/")) {
            return Path.of(location);
        }
        if (location.startsWith("file:")) {
            // Iceberg does not escape paths: a percent sign stands for itself.
            String path = location.substring("file:".length());
            return Path.of(path.startsWith("//") ? path.substring(path.indexOf('/', 2)) : path);
        }
        throw new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                "Only local files are supported without fs.native-s3.enabled=true: " + location);
    }

    /** A configured directory: a path, relative ones from the working directory, or a {@code file:} URI. */
    public static Path directory(String configured) {
        Path path =
                configured.startsWith("file:") ? Path.of(URI.create(configured).getPath()) : Path.of(configured);
        return path.toAbsolutePath().normalize();
    }
}
