package io.skein.catalog.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one catalog file: {@code connector.name} and the connector's own entries, with {@code ${ENV:NAME}} filled in from the environment. */
final class CatalogFile {
    static final String SUFFIX = ".properties";

    static final String CONNECTOR_KEY = "connector.name";
    private static final Pattern SECRET = Pattern.compile("\\$\\{ENV:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]*");

    private final Map<String, String> environment;

    CatalogFile(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    CatalogDefinition read(Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            Map<String, String> entries = entries(file);
            @Nullable String connector = entries.remove(CONNECTOR_KEY);
            return definition(name, connector == null ? "" : connector, entries);
        } catch (MalformedInputException notText) {
            return new CatalogDefinition.Unreadable(name, fileName + " is not UTF-8 text");
        } catch (IOException | IllegalArgumentException unreadable) {
            return new CatalogDefinition.Unreadable(name, fileName + " cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * Fails with IllegalArgumentException when a secret is not there.
     *
     * @param entries those of the connector, with references to secrets
     */
    CatalogDefinition definition(String name, String connector, Map<String, String> entries) {
        if (!NAME.matcher(name).matches()) {
            return new CatalogDefinition.Unreadable(
                    name, "A catalog's name has lower-case letters, digits, '_' and '-', not '" + name + "'");
        }
        if (connector.isBlank()) {
            return new CatalogDefinition.Unreadable(name, "Catalog '" + name + "' needs the property 'connector.name'");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        entries.forEach((key, value) -> properties.put(key, withSecrets(key, value)));
        return new CatalogDefinition.Readable(name, connector.trim(), properties);
    }

    private static Map<String, String> entries(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> entries = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        return entries;
    }

    private String withSecrets(String key, String value) {
        return SECRET.matcher(value).replaceAll(reference -> {
            String secret = environment.get(reference.group(1));
            if (secret == null) {
                throw new IllegalArgumentException(
                        "'" + key + "' wants the environment variable " + reference.group(1) + ", which is not set");
            }
            return Matcher.quoteReplacement(secret);
        });
    }
}
