package io.skein.coordinator.analyze.session;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.session.SessionProperty.Effect;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TypeParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The session properties of the engine and of the catalogs; {@code session-properties.txt} is their one table. */
public final class SessionProperties {
    private static final String ENGINE = "system";
    private static final int FIELDS = 6;

    private static final Map<String, SortedMap<String, SessionProperty>> TABLE = read();

    private final CatalogMetadata metadata;

    public SessionProperties(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    /** Those that SHOW SESSION lists, by their full names: the engine's, then each catalog's. */
    public Map<String, SessionProperty> listed() {
        Map<String, SessionProperty> listed = new java.util.LinkedHashMap<>();
        engine().values().stream()
                .filter(SessionProperty::listed)
                .forEach(property -> listed.put(property.name(), property));
        for (String catalog : metadata.catalogs()) {
            ofCatalog(catalog).values().stream()
                    .filter(SessionProperty::listed)
                    .forEach(property -> listed.put(catalog + "." + property.name(), property));
        }
        return listed;
    }

    /** The property of this name, or the error at the statement. */
    SessionProperty require(QualifiedName name, Node node) {
        List<String> parts = name.getParts();
        if (parts.size() > 2) {
            throw Errors.at(node, StandardErrorCode.INVALID_SESSION_PROPERTY, "Invalid session property '%s'", name);
        }
        String catalog = parts.getFirst();
        if (parts.size() == 2 && !SystemCatalog.catalogs(metadata).contains(catalog)) {
            throw Errors.at(node, StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found", catalog);
        }
        SessionProperty property = (parts.size() == 2 ? ofCatalog(catalog) : engine()).get(parts.getLast());
        if (property == null) {
            throw Errors.at(
                    node, StandardErrorCode.INVALID_SESSION_PROPERTY, "Session property '%s' does not exist", name);
        }
        return property;
    }

    private static SortedMap<String, SessionProperty> engine() {
        return Objects.requireNonNull(TABLE.get(ENGINE));
    }

    private SortedMap<String, SessionProperty> ofCatalog(String catalog) {
        return catalog.equals(SystemCatalog.NAME)
                ? new TreeMap<>()
                : TABLE.getOrDefault(metadata.connectorName(catalog), new TreeMap<>());
    }

    private static Map<String, SortedMap<String, SessionProperty>> read() {
        Map<String, SortedMap<String, SessionProperty>> table = new TreeMap<>();
        String section = ENGINE;
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                SessionProperty property = property(line);
                table.computeIfAbsent(section, _ -> new TreeMap<>()).put(property.name(), property);
            }
        }
        return table;
    }

    private static SessionProperty property(String line) {
        String[] fields = line.split("\\s*\\|\\s*", FIELDS);
        return new SessionProperty(
                fields[0],
                TypeParser.parse(fields[1]),
                fields[2],
                Effect.valueOf(fields[3].toUpperCase(Locale.ENGLISH)),
                SessionPropertyRule.parse(fields[4]),
                fields[5]);
    }

    private static String text() {
        try (InputStream resource = SessionProperties.class.getResourceAsStream("session-properties.txt")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
