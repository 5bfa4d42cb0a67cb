package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.file.Storage;
import io.skein.connector.iceberg.table.OtherOptions;
import io.skein.connector.iceberg.table.TableVersion;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/**
 * Where and how a table wants its data files.
 *
 * @param location the table's, normalized
 * @param properties the table's
 */
record DataPlace(String location, Map<String, String> properties) {
    private static final int[] ENTROPY_BITS = {4, 4, 4, 8};

    DataPlace {
        properties = Map.copyOf(properties);
    }

    static DataPlace of(TableVersion version, Storage storage) {
        Table table = version.table();
        return new DataPlace(storage.normalized(table.location()), table.properties());
    }

    /** A directory for one write. The layout for object stores puts random names before it, in the library's form: they spread writes over a store's partitions. */
    String directory() {
        UUID name = UUID.randomUUID();
        String data = properties.getOrDefault(TableProperties.WRITE_DATA_LOCATION, Locations.in(location, "data"));
        if (!Boolean.parseBoolean(properties.get(TableProperties.OBJECT_STORE_ENABLED))) {
            return Locations.in(data, name.toString());
        }
        StringBuilder directory = new StringBuilder(data);
        long random = name.getMostSignificantBits();
        for (int bits : ENTROPY_BITS) {
            directory.append('/');
            for (int bit = 0; bit < bits; bit++) {
                directory.append(random & 1);
                random >>>= 1;
            }
        }
        if (!Locations.isUnder(data, location)) {
            // Other tables may have their data there too.
            directory.append('/').append(schemaAndTable());
        }
        return directory.append('/').append(name).toString();
    }

    /** The last two names of the table's location. */
    private String schemaAndTable() {
        int table = location.lastIndexOf('/');
        return location.substring(location.lastIndexOf('/', table - 1) + 1);
    }

    /** Whether any column is to have Bloom filters. */
    boolean wantsBloomFilters() {
        return !OtherOptions.bloomFilterColumns(properties).isEmpty();
    }
}
