package io.skein.connector.iceberg.table;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A WITH clause's values: the SQL text of string, integer and array literals. */
public final class PropertyValues {
    private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern MAP =
            Pattern.compile("(?is)\"?MAP\"?\\s*\\(\\s*(ARRAY\\s*\\[.*?])\\s*,\\s*(ARRAY\\s*\\[.*])\\s*\\)");
    private static final Pattern ARRAY = Pattern.compile("(?is)ARRAY\\s*\\[(.*)]");

    private final Map<String, String> values;
    private final Owner owner;

    /** Whose properties they are. */
    private enum Owner {
        TABLE(StandardErrorCode.INVALID_TABLE_PROPERTY),
        SCHEMA(StandardErrorCode.INVALID_SCHEMA_PROPERTY);

        private final StandardErrorCode error;

        Owner(StandardErrorCode error) {
            this.error = error;
        }
    }

    private PropertyValues(Map<String, String> values, Owner owner) {
        this.values = values;
        this.owner = owner;
    }

    public PropertyValues(Map<String, String> values) {
        this(values, Owner.TABLE);
    }

    /** Those of a schema. */
    public static PropertyValues ofSchema(Map<String, String> values) {
        return new PropertyValues(values, Owner.SCHEMA);
    }

    /** Refuses names that are not known. */
    PropertyValues only(String catalog, Set<String> known) {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "Catalog '" + catalog + "' table property '" + unknown.first() + "' does not exist");
        }
        return this;
    }

    public String text(String name, String absent) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return absent;
        }
        Matcher matcher = STRING.matcher(value.trim());
        if (!matcher.matches()) {
            throw invalid(name, value, "a string");
        }
        return matcher.group(1).replace("''", "'");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A string, if there is one. */
    Optional<String> given(String name) {
        return has(name) ? Optional.of(text(name, "")) : Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.trim().toLowerCase(Locale.ENGLISH)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw invalid(name, value, "a boolean");
        };
    }

    int integer(String name, int absent) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return absent;
        }
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException notANumber) {
            throw invalid(name, value, "an integer");
        }
    }

    List<String> texts(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return List.of();
        }
        Matcher array = ARRAY.matcher(value.trim());
        if (!array.matches()) {
            throw invalid(name, value, "an array of strings");
        }
        List<String> texts = new ArrayList<>();
        Matcher element = STRING.matcher(array.group(1));
        int end = 0;
        while (element.find(end)) {
            if (!array.group(1)
                    .substring(end, element.start())
                    .replace(',', ' ')
                    .isBlank()) {
                throw invalid(name, value, "an array of strings");
            }
            texts.add(element.group(1).replace("''", "'"));
            end = element.end();
        }
        if (!array.group(1).substring(end).isBlank()) {
            throw invalid(name, value, "an array of strings");
        }
        return texts;
    }

    /** A map of texts, its keys in lower case. */
    Map<String, String> map(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return Map.of();
        }
        Matcher map = MAP.matcher(value.trim());
        if (!map.matches()) {
            throw invalid(name, value, "a map of strings");
        }
        List<String> keys = new PropertyValues(Map.of(name, map.group(1)), owner).texts(name);
        List<String> held = new PropertyValues(Map.of(name, map.group(2)), owner).texts(name);
        if (keys.size() != held.size()) {
            throw invalid(name, value, "a map of strings");
        }
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            entries.put(keys.get(i).toLowerCase(Locale.ENGLISH), held.get(i));
        }
        return entries;
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String array(List<String> texts) {
        return "ARRAY["
                + String.join(",", texts.stream().map(PropertyValues::literal).toList()) + "]";
    }

    /** A value of the wrong type. */
    SkeinException invalid(String name, String value, String expected) {
        return new SkeinException(
                owner.error,
                (owner == Owner.TABLE ? "Table" : "Schema")
                        + " property '%s' must be %s, not %s".formatted(name, expected, value));
    }

    /** A value of the right type that cannot be. */
    SkeinException unsettable(String catalog, String name, String problem) {
        return new SkeinException(
                owner.error,
                "Unable to set catalog '%s' %s property '%s' to [%s]: %s"
                        .formatted(catalog, owner.name().toLowerCase(Locale.ENGLISH), name, values.get(name), problem));
    }
}
