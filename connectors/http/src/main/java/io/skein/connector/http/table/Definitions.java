package io.skein.connector.http.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalog's tables: those of its properties, and a JSON file for each of a directory, which are read again when they change. Failures are CONFIGURATION_INVALID with
 * the catalog's name and the file's or key.
 */
public final class Definitions {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String catalog;
    private final Optional<Path> directory;
    private final Map<String, String> inline;
    private final Map<String, String> environment;
    private Map<Path, FileTime> seen = Map.of();
    private Map<SchemaTableName, Known> known = Map.of();

    /** @param inline definitions by {@code table} or {@code schema.table} */
    public Definitions(
            String catalog, Optional<Path> directory, Map<String, String> inline, Map<String, String> environment) {
        this.catalog = catalog;
        this.directory = directory;
        this.inline = inline;
        this.environment = environment;
    }

    /** A table and what no error about it shows. */
    public record Known(TableDefinition table, Secrets secrets) {}

    /** Fails now for what would fail later; the directory of another machine is not looked for. */
    public void check() {
        if (directory.isEmpty() || Files.isDirectory(directory.get())) {
            all();
        }
    }

    public Optional<Known> find(SchemaTableName name) {
        return Optional.ofNullable(all().get(name));
    }

    /** In the order of their names. */
    public List<SchemaTableName> names() {
        return List.copyOf(all().keySet());
    }

    private synchronized Map<SchemaTableName, Known> all() {
        Map<Path, FileTime> files = files();
        if (known.isEmpty() || !files.equals(seen)) {
            Map<SchemaTableName, Known> read = new TreeMap<>(
                    java.util.Comparator.comparing(SchemaTableName::schema).thenComparing(SchemaTableName::table));
            inline.forEach((key, text) -> add(read, "property 'http.table." + key + "'", text, Optional.of(name(key))));
            files.keySet().forEach(file -> add(read, "file " + file.getFileName(), text(file), Optional.empty()));
            known = read;
            seen = files;
        }
        return known;
    }

    private Map<Path, FileTime> files() {
        Map<Path, FileTime> files = new TreeMap<>();
        if (directory.isEmpty()) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.get(), "*.json")) {
            for (Path file : found) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "': the directory of 'http.table-description-dir' cannot be read: "
                            + directory.get(),
                    e);
        }
        return files;
    }

    private String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw invalid("file " + file.getFileName(), "it cannot be read", e);
        }
    }

    private void add(Map<SchemaTableName, Known> read, String place, String text, Optional<SchemaTableName> otherwise) {
        References references = new References(environment);
        try {
            JsonNode source = references.fill(MAPPER.readTree(text));
            TableDefinition table = DefinitionReader.read(source, otherwise);
            List<String> sent = new ArrayList<>(table.headers().values());
            Known entry = new Known(table, references.used().and(sent));
            if (read.put(table.name(), entry) != null) {
                throw new IllegalArgumentException("there is a table " + table.name() + " already");
            }
        } catch (JsonProcessingException e) {
            throw invalid(
                    place,
                    "it is no JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    null);
        } catch (IllegalArgumentException e) {
            throw invalid(place, references.used().hide(String.valueOf(e.getMessage())), null);
        }
    }

    private static SchemaTableName name(String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? new SchemaTableName("default", key)
                : new SchemaTableName(key.substring(0, dot), key.substring(dot + 1));
    }

    private SkeinException invalid(String place, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        return new SkeinException(
                StandardErrorCode.CONFIGURATION_INVALID,
                "Catalog '" + catalog + "' has a bad table definition in " + place + ": " + what,
                cause);
    }
}
