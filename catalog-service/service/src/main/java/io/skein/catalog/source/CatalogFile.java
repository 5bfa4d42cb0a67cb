package io.skein.catalog.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The form of a catalog file: {@code connector.name} and the connector's own entries. */
final class CatalogFile {
    static final String SUFFIX = ".properties";

    private static final String CONNECTOR_KEY = "connector.name";
    private static final String REVISION_KEY = "skein.revision";

    private CatalogFile() {}

    static CatalogDefinition read(Path file, DescriptionReader reader) {
        String name = name(file);
        try {
            return reader.read(describe(file));
        } catch (MalformedInputException notText) {
            return new CatalogDefinition.Unreadable(name, file.getFileName() + " is not UTF-8 text");
        } catch (IOException | IllegalArgumentException unreadable) {
            return new CatalogDefinition.Unreadable(
                    name, file.getFileName() + " cannot be read: " + unreadable.getMessage());
        }
    }

    static CatalogDescription describe(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> entries = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        @Nullable String connector = entries.remove(CONNECTOR_KEY);
        @Nullable String revision = entries.remove(REVISION_KEY);
        return new CatalogDescription(
                name(file), connector == null ? "" : connector, entries, revision == null ? "" : revision);
    }

    static Properties entries(CatalogDescription description) {
        Properties entries = new Properties();
        entries.putAll(description.properties());
        entries.setProperty(CONNECTOR_KEY, description.connector());
        entries.setProperty(REVISION_KEY, description.revision());
        return entries;
    }

    private static String name(Path file) {
        String fileName = file.getFileName().toString();
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }
}
