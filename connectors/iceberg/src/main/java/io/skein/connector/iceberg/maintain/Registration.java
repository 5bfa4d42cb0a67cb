package io.skein.connector.iceberg.maintain;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.file.LocalPaths;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tables that are there as files, taken into the catalog; and out of it, leaving their files. */
final class Registration {
    private static final Pattern METADATA_FILE =
            Pattern.compile("v?(\\d+)(?:-.*)?(?:\\.gz)?\\.metadata\\.json(?:\\.gz)?");

    private final Warehouse warehouse;

    Registration(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void register(SchemaTableName name, String location, Optional<String> metadataFile) {
        requireName(name);
        if (location.isEmpty()) {
            throw invalid("table_location cannot be null or empty");
        }
        if (metadataFile.filter(file -> file.isEmpty() || file.contains("/")).isPresent()) {
            throw invalid("%s is not a valid metadata file".formatted(metadataFile.get()));
        }
        LocalFiles.require(location);
        Failures.changing(name.toString(), () -> {
            requireSchema(name);
            if (warehouse.find(name).isPresent()) {
                throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "Table '" + name + "' already exists");
            }
            Path directory = LocalPaths.of(location).resolve("metadata");
            Path file = metadataFile.map(directory::resolve).orElseGet(() -> newest(location, directory));
            if (!Files.isRegularFile(file)) {
                throw new SkeinException(
                        IcebergErrorCode.ICEBERG_INVALID_METADATA.code(), "Metadata file does not exist: " + file);
            }
            warehouse.catalog().registerTable(warehouse.identifier(name), file.toString());
        });
    }

    void unregister(SchemaTableName name) {
        requireName(name);
        Failures.changing(name.toString(), () -> {
            requireSchema(name);
            if (warehouse.find(name).isEmpty() || !warehouse.catalog().dropTable(warehouse.identifier(name), false)) {
                throw new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Table '" + name + "' not found");
            }
        });
    }

    private static void requireName(SchemaTableName name) {
        if (name.schema().isEmpty()) {
            throw invalid("schema_name cannot be null or empty");
        }
        if (name.table().isEmpty()) {
            throw invalid("table_name cannot be null or empty");
        }
    }

    private void requireSchema(SchemaTableName name) {
        if (!warehouse.namespaces().namespaceExists(warehouse.namespace(name.schema()))) {
            throw new SkeinException(
                    StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + name.schema() + "' does not exist");
        }
    }

    private static Path newest(String location, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw none(location);
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> newest = files.filter(file -> version(file).isPresent())
                    .sorted(Comparator.comparing((Path file) -> version(file).orElseThrow())
                            .thenComparing(Registration::modified)
                            .reversed())
                    .limit(1)
                    .toList();
            return newest.stream().findFirst().orElseThrow(() -> none(location));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Long> version(Path file) {
        Matcher matcher = METADATA_FILE.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SkeinException none(String location) {
        return new SkeinException(
                IcebergErrorCode.ICEBERG_INVALID_METADATA.code(),
                "No versioned metadata file exists at location: " + location + "/metadata");
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, message);
    }
}
