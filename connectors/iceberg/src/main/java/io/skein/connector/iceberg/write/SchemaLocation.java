package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.table.PropertyValues;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;
import java.util.TreeSet;

/** The one property of a schema: {@code location}, where its tables will be. */
final class SchemaLocation {
    static final String PROPERTY = "location";

    private SchemaLocation() {}

    /** The properties as Iceberg keeps them. */
    static Map<String, String> stored(Map<String, String> properties, Warehouse warehouse) {
        TreeSet<String> unknown = new TreeSet<>(properties.keySet());
        unknown.remove(PROPERTY);
        if (!unknown.isEmpty()) {
            throw invalid("Schema property '" + unknown.first() + "' does not exist");
        }
        String location = new PropertyValues(properties).text(PROPERTY, "");
        if (location.isEmpty()) {
            return Map.of();
        }
        String directory = warehouse.storage().normalized(location);
        warehouse.directory().filter(all -> !Locations.isUnder(directory, all)).ifPresent(all -> {
            throw invalid("The location " + directory + " is not under the warehouse " + all);
        });
        return Map.of(PROPERTY, directory);
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_SCHEMA_PROPERTY, message);
    }
}
