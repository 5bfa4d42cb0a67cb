package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.LocalPaths;
import io.skein.connector.iceberg.table.PropertyValues;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** The one property of a schema: {@code location}, where its tables will be. */
final class SchemaLocation {
    static final String PROPERTY = "location";

    private SchemaLocation() {}

    /** The properties as Iceberg keeps them. */
    static Map<String, String> stored(Map<String, String> properties, Path warehouse) {
        TreeSet<String> unknown = new TreeSet<>(properties.keySet());
        unknown.remove(PROPERTY);
        if (!unknown.isEmpty()) {
            throw invalid("Schema property '" + unknown.first() + "' does not exist");
        }
        String location = new PropertyValues(properties).text(PROPERTY, "");
        if (location.isEmpty()) {
            return Map.of();
        }
        Path path = LocalPaths.of(location).normalize();
        if (!path.startsWith(warehouse)) {
            throw invalid("The location " + path + " is not under the warehouse " + warehouse);
        }
        return Map.of(PROPERTY, path.toString());
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_SCHEMA_PROPERTY, message);
    }
}
