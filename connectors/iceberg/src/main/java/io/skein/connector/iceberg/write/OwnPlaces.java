package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.catalog.ForwardingOperations;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.LocationProvider;

/** A catalog's tables with places of our own for data. The library asks for places in commits of deletes, and its own for object stores need Hadoop's classes. */
final class OwnPlaces extends ForwardingOperations {
    private OwnPlaces(TableOperations library) {
        super(library);
    }

    /** The table, to be changed by our places. */
    static Table of(Table table) {
        return table instanceof BaseTable base
                ? new BaseTable(new OwnPlaces(base.operations()), table.name(), base.reporter())
                : table;
    }

    @Override
    public LocationProvider locationProvider() {
        return new Places(current().location(), current().properties());
    }

    private record Places(String location, Map<String, String> properties) implements LocationProvider {
        private static final long serialVersionUID = 1L;

        @Override
        public String newDataLocation(String file) {
            return new DataPlace(location, properties).directory() + "/" + file;
        }

        @Override
        public String newDataLocation(PartitionSpec partitioning, StructLike partition, String file) {
            return newDataLocation(file);
        }
    }
}
