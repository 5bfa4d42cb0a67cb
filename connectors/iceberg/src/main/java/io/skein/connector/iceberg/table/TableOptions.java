package io.skein.connector.iceberg.table;

import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;

/** The WITH clause of an Iceberg table, with Trino's property names. */
public record TableOptions(
        int formatVersion,
        PartitionSpec partitioning,
        SortOrder sorting,
        Optional<String> location,
        Map<String, String> others) {
    static final String FORMAT = "format";
    static final String FORMAT_VERSION = "format_version";
    static final String PARTITIONING = "partitioning";
    static final String SORTED_BY = "sorted_by";
    private static final String LOCATION = "location";
    static final String EXTRA_PROPERTIES = "extra_properties";
    static final Set<String> NAMES = Stream.concat(
                    Stream.of(FORMAT, FORMAT_VERSION, PARTITIONING, SORTED_BY, LOCATION, EXTRA_PROPERTIES),
                    Stream.concat(OtherOptions.NAMES.stream(), UpkeepOptions.NAMES.stream()))
            .collect(Collectors.toUnmodifiableSet());
    private static final String PARQUET = "PARQUET";
    private static final int DEFAULT_VERSION = 2;
    private static final int NEWEST_VERSION = 3;

    /**
     * Reads the table's properties; the partitioning and sorting are bound to this schema.
     *
     * @param normalized the form of a location in which it can be compared
     */
    public static TableOptions parse(
            PropertyRules rules, TableMetadata table, Schema schema, UnaryOperator<String> normalized) {
        PropertyValues values = new PropertyValues(table.properties()).only(rules.catalog(), NAMES);
        requireParquet(values);
        int version = version(values);
        String location = values.text(LOCATION, "");
        Map<String, String> others = new HashMap<>();
        if (rules.layout() == PropertyRules.Layout.OBJECT_STORE) {
            others.put(TableProperties.OBJECT_STORE_ENABLED, "true");
        }
        others.putAll(new OtherOptions(schema, given -> rules.own(normalized.apply(given))).stored(values));
        OtherOptions.requireConsistent(others);
        others.putAll(UpkeepOptions.stored(values, rules));
        others.putAll(rules.extra(values.map(EXTRA_PROPERTIES), others.keySet()));
        return new TableOptions(
                version,
                Partitioning.parse(schema, values.texts(PARTITIONING)),
                Sorting.parse(schema, values.texts(SORTED_BY)),
                location.isEmpty() ? Optional.empty() : Optional.of(location),
                others);
    }

    static void requireParquet(PropertyValues values) {
        String format = values.text(FORMAT, PARQUET).toUpperCase(Locale.ENGLISH);
        if (!format.equals(PARQUET)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Only the format PARQUET is supported, not " + format);
        }
    }

    static int version(PropertyValues values) {
        int version = values.integer(FORMAT_VERSION, DEFAULT_VERSION);
        if (version < 1 || version > NEWEST_VERSION) {
            throw values.invalid(FORMAT_VERSION, String.valueOf(version), "between 1 and " + NEWEST_VERSION);
        }
        return version;
    }

    /** What Iceberg keeps of them, and the comment. */
    public Map<String, String> stored(Optional<String> comment) {
        Map<String, String> stored = new HashMap<>();
        stored.put(TableProperties.FORMAT_VERSION, String.valueOf(formatVersion));
        stored.put(TableProperties.DEFAULT_FILE_FORMAT, PARQUET);
        stored.putAll(others);
        comment.ifPresent(text -> stored.put(TableShape.COMMENT, text));
        return stored;
    }

    /** A table's properties as its WITH clause would say them. */
    static Map<String, String> format(org.apache.iceberg.TableMetadata table) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                FORMAT,
                PropertyValues.literal(table.property(TableProperties.DEFAULT_FILE_FORMAT, PARQUET)
                        .toUpperCase(Locale.ENGLISH)));
        properties.put(FORMAT_VERSION, String.valueOf(table.formatVersion()));
        properties.put(LOCATION, PropertyValues.literal(table.location()));
        List<String> partitioning = Partitioning.format(table.spec());
        if (!partitioning.isEmpty()) {
            properties.put(PARTITIONING, PropertyValues.array(partitioning));
        }
        properties.putAll(OtherOptions.format(table));
        properties.putAll(UpkeepOptions.format(table.properties()));
        List<String> sorting = Sorting.format(table.sortOrder());
        if (!sorting.isEmpty()) {
            properties.put(SORTED_BY, PropertyValues.array(sorting));
        }
        return properties;
    }
}
