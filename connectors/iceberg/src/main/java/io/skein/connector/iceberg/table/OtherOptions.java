package io.skein.connector.iceberg.table;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Properties of a table that Iceberg keeps as they are, some under other names. */
public final class OtherOptions {
    static final String OBJECT_STORE_LAYOUT = "object_store_layout_enabled";
    static final String DATA_LOCATION = "data_location";
    static final String BLOOM_FILTER_COLUMNS = "parquet_bloom_filter_columns";
    private static final String DELETE_AFTER_COMMIT = "delete_after_commit_enabled";

    static final Set<String> NAMES = Set.of(
            "max_commit_retry",
            "max_previous_versions",
            DELETE_AFTER_COMMIT,
            OBJECT_STORE_LAYOUT,
            DATA_LOCATION,
            BLOOM_FILTER_COLUMNS);

    private static final List<Count> COUNTS = List.of(
            new Count("max_commit_retry", TableProperties.COMMIT_NUM_RETRIES, 0),
            new Count("max_previous_versions", TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, 1));
    private static final Map<String, String> FLAGS = Map.of(
            DELETE_AFTER_COMMIT, TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED,
            OBJECT_STORE_LAYOUT, TableProperties.OBJECT_STORE_ENABLED);
    private static final Set<Type.TypeID> FILTERED = EnumSet.of(
            Type.TypeID.INTEGER,
            Type.TypeID.LONG,
            Type.TypeID.FLOAT,
            Type.TypeID.DOUBLE,
            Type.TypeID.STRING,
            Type.TypeID.BINARY,
            Type.TypeID.UUID);

    private record Count(String name, String stored, int least) {}

    private final Schema schema;
    private final UnaryOperator<String> location;

    /** @param location checks and normalizes where a table wants its data */
    OtherOptions(Schema schema, UnaryOperator<String> location) {
        this.schema = schema;
        this.location = location;
    }

    /** What Iceberg keeps of those that are given. */
    Map<String, String> stored(PropertyValues values) {
        Map<String, String> stored = new HashMap<>();
        for (Count count : COUNTS) {
            if (values.has(count.name())) {
                int value = values.integer(count.name(), 0);
                if (value < count.least()) {
                    throw new SkeinException(
                            StandardErrorCode.INVALID_TABLE_PROPERTY,
                            count.name() + " must be greater than or equal to " + count.least());
                }
                stored.put(count.stored(), String.valueOf(value));
            }
        }
        FLAGS.forEach((name, key) -> values.flag(name).ifPresent(flag -> stored.put(key, String.valueOf(flag))));
        if (values.has(DATA_LOCATION)) {
            stored.put(TableProperties.WRITE_DATA_LOCATION, location.apply(values.text(DATA_LOCATION, "")));
        }
        values.texts(BLOOM_FILTER_COLUMNS).forEach(column -> stored.put(bloomFilter(column), "true"));
        return stored;
    }

    private String bloomFilter(String column) {
        @Nullable NestedField field = schema.caseInsensitiveFindField(column);
        if (field == null || column.contains(".")) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "Parquet Bloom filter column " + column.toLowerCase(Locale.ENGLISH) + " not present in schema");
        }
        if (!FILTERED.contains(field.type().typeId())) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "Parquet Bloom filter column " + TableFields.name(field) + " has unsupported type "
                            + IcebergTypes.toTrino(field.type()).displayName());
        }
        return TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX + field.name();
    }

    /** Under which names Iceberg keeps an option of a table that has these properties. */
    static Set<String> keys(String name, Set<String> properties) {
        return switch (name) {
            case DATA_LOCATION -> Set.of(TableProperties.WRITE_DATA_LOCATION);
            case BLOOM_FILTER_COLUMNS ->
                properties.stream()
                        .filter(key -> key.startsWith(TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX))
                        .collect(Collectors.toSet());
            default ->
                Set.of(COUNTS.stream()
                        .filter(count -> count.name().equals(name))
                        .map(Count::stored)
                        .findFirst()
                        .orElseGet(() -> Objects.requireNonNull(FLAGS.get(name))));
        };
    }

    /** Refuses what a table cannot have together. */
    static void requireConsistent(Map<String, String> stored) {
        if (stored.containsKey(TableProperties.WRITE_DATA_LOCATION)
                && !Boolean.parseBoolean(stored.get(TableProperties.OBJECT_STORE_ENABLED))) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "Data location can only be set when object store layout is enabled");
        }
    }

    /** Those that a table has been given. */
    static Map<String, String> format(TableMetadata table) {
        Map<String, String> stored = table.properties();
        Map<String, String> properties = new HashMap<>();
        for (Count count : COUNTS) {
            @Nullable String value = stored.get(count.stored());
            if (value != null) {
                properties.put(count.name(), value);
            }
        }
        @Nullable String deletes = stored.get(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED);
        if (deletes != null) {
            properties.put(DELETE_AFTER_COMMIT, deletes);
        }
        if (Boolean.parseBoolean(stored.get(TableProperties.OBJECT_STORE_ENABLED))) {
            properties.put(OBJECT_STORE_LAYOUT, "true");
        }
        @Nullable String location = stored.get(TableProperties.WRITE_DATA_LOCATION);
        if (location != null) {
            properties.put(DATA_LOCATION, PropertyValues.literal(location));
        }
        List<String> filtered = bloomFilterColumns(stored);
        if (!filtered.isEmpty()) {
            properties.put(BLOOM_FILTER_COLUMNS, PropertyValues.array(filtered));
        }
        return properties;
    }

    /** Names of the columns that are to have Bloom filters, sorted. */
    public static List<String> bloomFilterColumns(Map<String, String> stored) {
        return stored.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX)
                        && Boolean.parseBoolean(entry.getValue()))
                .map(entry ->
                        entry.getKey().substring(TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX.length()))
                .sorted()
                .toList();
    }
}
