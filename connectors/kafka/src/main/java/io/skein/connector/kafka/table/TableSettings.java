package io.skein.connector.kafka.table;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which tables a catalog has.
 *
 * @param named topics by the names of their tables
 * @param pattern topics that are tables too
 * @param descriptions the directory of definition files
 */
public record TableSettings(
        String defaultSchema,
        Map<SchemaTableName, String> named,
        Optional<Pattern> pattern,
        Path descriptions,
        Supplier supplier) {
    /** Where definitions come from. */
    public enum Supplier {
        FILE,
        CONFLUENT
    }

    public static TableSettings of(String catalog, CatalogProperties properties) {
        String schema =
                properties.text("kafka.default-schema").orElse("default").toLowerCase(Locale.ENGLISH);
        Map<SchemaTableName, String> named = new LinkedHashMap<>();
        for (String topic : properties.text("kafka.table-names").orElse("").split(",")) {
            if (!topic.isBlank()) {
                named.put(name(topic.trim(), schema), topic.trim());
            }
        }
        Optional<Pattern> pattern =
                properties.text("kafka.topic-pattern").map(expression -> pattern(catalog, expression));
        Supplier supplier = properties.choice("kafka.table-description-supplier", Supplier.FILE);
        if (supplier == Supplier.FILE && named.isEmpty() && pattern.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "' needs the property 'kafka.table-names' or 'kafka.topic-pattern'");
        }
        return new TableSettings(
                schema,
                java.util.Collections.unmodifiableMap(named),
                pattern,
                Path.of(properties.text("kafka.table-description-dir").orElse("etc/kafka")),
                supplier);
    }

    /** The table of a topic: what comes before the first dot is its schema. */
    SchemaTableName name(String topic) {
        return name(topic, defaultSchema);
    }

    private static SchemaTableName name(String topic, String defaultSchema) {
        String lower = topic.toLowerCase(Locale.ENGLISH);
        int dot = lower.indexOf('.');
        return dot <= 0 || dot == lower.length() - 1
                ? new SchemaTableName(defaultSchema, lower)
                : new SchemaTableName(lower.substring(0, dot), lower.substring(dot + 1));
    }

    private static Pattern pattern(String catalog, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "' has a bad value for 'kafka.topic-pattern': '" + expression
                            + "' is not a regular expression",
                    e);
        }
    }
}
