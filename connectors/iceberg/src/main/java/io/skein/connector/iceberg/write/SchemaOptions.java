package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.table.PropertyRules;
import io.skein.connector.iceberg.table.PropertyValues;
import io.skein.connector.iceberg.table.UpkeepOptions;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The properties of a schema: {@code location}, where its tables will be, and how they are kept in shape unless they say so themselves. */
final class SchemaOptions {
    static final String LOCATION = "location";

    private SchemaOptions() {}

    /** The properties as Iceberg keeps them. */
    static Map<String, String> stored(Map<String, String> properties, Warehouse warehouse, PropertyRules rules) {
        TreeSet<String> unknown = new TreeSet<>(properties.keySet());
        unknown.remove(LOCATION);
        unknown.removeAll(UpkeepOptions.NAMES);
        if (!unknown.isEmpty()) {
            throw invalid("Schema property '" + unknown.first() + "' does not exist");
        }
        PropertyValues values = PropertyValues.ofSchema(properties);
        Map<String, String> stored = new HashMap<>(UpkeepOptions.stored(values, rules));
        String location = values.text(LOCATION, "");
        if (!location.isEmpty()) {
            String directory = warehouse.storage().normalized(location);
            warehouse
                    .directory()
                    .filter(all -> !Locations.isUnder(directory, all))
                    .ifPresent(all -> {
                        throw invalid("The location " + directory + " is not under the warehouse " + all);
                    });
            stored.put(LOCATION, directory);
        }
        return stored;
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_SCHEMA_PROPERTY, message);
    }
}
