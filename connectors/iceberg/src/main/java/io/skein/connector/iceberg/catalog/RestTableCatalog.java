package io.skein.connector.iceberg.catalog;

import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.SchemaTableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SessionCatalog.SessionContext;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.types.Types;

/** The library's REST catalog. The service sends a table's metadata with its whereabouts, so that a look-up is one request. */
final class RestTableCatalog implements TableCatalog {
    /** A table must have some to be asked about. */
    private static final Schema ANY_COLUMNS = new Schema(Types.NestedField.optional(1, "any", Types.LongType.get()));

    private final RestSettings settings;
    private final Storage storage;
    private final RESTCatalog catalog;

    RestTableCatalog(RestSettings settings, Storage storage) {
        this.settings = settings;
        this.storage = storage;
        this.catalog =
                new RESTCatalog(
                        SessionContext.createEmpty(),
                        properties -> HTTPClient.builder(properties)
                                .uri(properties.get(org.apache.iceberg.CatalogProperties.URI))
                                .withHeaders(RESTUtil.configHeaders(properties))
                                .build()) {
                    @Override
                    protected RESTSessionCatalog newSessionCatalog(Function<Map<String, String>, RESTClient> clients) {
                        return new RESTSessionCatalog(
                                clients,
                                (_, properties) ->
                                        settings.vendsCredentials() ? storage.files(properties) : storage.files());
                    }
                };
        catalog.initialize("rest", settings.properties());
    }

    @Override
    public Catalog tables() {
        return catalog;
    }

    @Override
    public SupportsNamespaces namespaces() {
        return catalog;
    }

    @Override
    public Optional<LoadedTable> find(SchemaTableName name, Function<String, LoadedTable> reader) {
        try {
            BaseTable table = (BaseTable) catalog.loadTable(identifier(name));
            return Optional.of(new LoadedTable(table.operations().current(), table.io(), Optional.of(table)));
        } catch (NoSuchTableException none) {
            return Optional.empty();
        }
    }

    @Override
    public FileIO filesOfNew(SchemaTableName name) {
        return catalog.buildTable(identifier(name), ANY_COLUMNS)
                .createTransaction()
                .table()
                .io();
    }

    /** The service knows: it is asked for the place of a table that is not made then. */
    @Override
    public String defaultDirectory(SchemaTableName table, Schema columns) {
        String location = storage.normalized(catalog.buildTable(identifier(table), columns)
                .createTransaction()
                .table()
                .location());
        return location.substring(0, location.lastIndexOf('/'));
    }

    @Override
    public List<String> schemas() {
        return namespaces().listNamespaces().stream()
                .flatMap(this::withNested)
                .map(namespace -> String.join(".", namespace.levels()))
                .sorted()
                .toList();
    }

    private Stream<Namespace> withNested(Namespace namespace) {
        return settings.names() == RestSettings.Names.FLAT
                ? Stream.of(namespace)
                : Stream.concat(
                        Stream.of(namespace),
                        namespaces().listNamespaces(namespace).stream().flatMap(this::withNested));
    }

    @Override
    public Namespace namespace(String schema) {
        return settings.names() == RestSettings.Names.FLAT
                ? Namespace.of(schema)
                : Namespace.of(Arrays.stream(schema.split("\\.", -1)).toArray(String[]::new));
    }

    @Override
    public void close() {
        try {
            catalog.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
