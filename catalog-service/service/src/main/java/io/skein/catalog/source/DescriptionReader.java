package io.skein.catalog.source;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes definitions of descriptions: {@code ${ENV:NAME}} is filled in from the environment. */
public final class DescriptionReader {
    private static final Pattern SECRET = Pattern.compile("\\$\\{ENV:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]*");

    private final Map<String, String> environment;

    public DescriptionReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What the description says; unreadable when it cannot be a catalog's. */
    public CatalogDefinition read(CatalogDescription description) {
        String name = description.name();
        if (!NAME.matcher(name).matches()) {
            return new CatalogDefinition.Unreadable(
                    name, "A catalog's name has lower-case letters, digits, '_' and '-', not '" + name + "'");
        }
        if (description.connector().isBlank()) {
            return new CatalogDefinition.Unreadable(name, "Catalog '" + name + "' needs the property 'connector.name'");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        try {
            description.properties().forEach((key, value) -> properties.put(key, withSecrets(key, value)));
        } catch (IllegalArgumentException missing) {
            return new CatalogDefinition.Unreadable(name, String.valueOf(missing.getMessage()));
        }
        return new CatalogDefinition.Readable(
                name, description.connector().trim(), description.properties(), properties, description.revision());
    }

    /** The same, but what cannot be read fails with INVALID_CATALOG_PROPERTY. */
    public CatalogDefinition.Readable require(CatalogDescription description) {
        return switch (read(description)) {
            case CatalogDefinition.Readable readable -> readable;
            case CatalogDefinition.Unreadable unreadable ->
                throw new SkeinException(StandardErrorCode.INVALID_CATALOG_PROPERTY, unreadable.reason());
        };
    }

    private String withSecrets(String key, String value) {
        return SECRET.matcher(value).replaceAll(reference -> {
            @Nullable String secret = environment.get(reference.group(1));
            if (secret == null) {
                throw new IllegalArgumentException(
                        "'" + key + "' wants the environment variable " + reference.group(1) + ", which is not set");
            }
            return Matcher.quoteReplacement(secret);
        });
    }
}
