package io.skein.connector.iceberg.catalog;

import io.skein.spi.connector.SchemaTableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;

/** An open catalog: which tables there are, and where their metadata is now. Thread-safe. */
public interface TableCatalog extends AutoCloseable {
    /** The library's catalog, for changes. */
    Catalog tables();

    SupportsNamespaces namespaces();

    /**
     * The table as it is now.
     *
     * @param reader reads a metadata file, for catalogs that know of a table no more than where that is
     */
    Optional<LoadedTable> find(SchemaTableName name, Function<String, LoadedTable> reader);

    /** How the files of a table that is not yet made will be reached. */
    FileIO filesOfNew(SchemaTableName name);

    /** The directory in which a new table's own would be, when neither its statement nor its schema says so. */
    String defaultDirectory(SchemaTableName table, Schema columns);

    /** The library's name of a schema; here for catalogs whose schemas have none within. */
    default Namespace namespace(String schema) {
        return Namespace.of(schema);
    }

    /** The schemas' names, in alphabetic order; here as {@link #namespace}. */
    default List<String> schemas() {
        return namespaces().listNamespaces().stream()
                .filter(namespace -> namespace.length() == 1)
                .map(namespace -> namespace.level(0))
                .sorted()
                .toList();
    }

    default TableIdentifier identifier(SchemaTableName name) {
        return TableIdentifier.of(namespace(name.schema()), name.table());
    }

    @Override
    void close();
}
