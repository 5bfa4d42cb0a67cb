package io.skein.connector.iceberg.nessie;

import io.skein.connector.iceberg.catalog.LoadedTable;
import io.skein.connector.iceberg.catalog.TableCatalog;
import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.SchemaTableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.nessie.NessieCatalog;
import org.apache.iceberg.nessie.NessieIcebergClient;
import org.jspecify.annotations.Nullable;
import org.projectnessie.client.NessieClientBuilder;
import org.projectnessie.client.api.NessieApiV2;
import org.projectnessie.error.NessieNotFoundException;
import org.projectnessie.model.Content;
import org.projectnessie.model.ContentKey;
import org.projectnessie.model.IcebergTable;

/** The library's Nessie catalog, and beside it one question for each table that is looked up. */
final class NessieTableCatalog implements TableCatalog {
    private final NessieSettings settings;
    private final Storage storage;
    private final NessieApiV2 nessie;
    private final NessieCatalog catalog = new NessieCatalog();

    NessieTableCatalog(NessieSettings settings, Storage storage) {
        this.settings = settings;
        this.storage = storage;
        this.nessie = NessieClientBuilder.createClientBuilder("HTTP", null)
                .fromConfig(settings.client()::get)
                .build(NessieApiV2.class);
        catalog.initialize(
                "nessie",
                new NessieIcebergClient(nessie, settings.reference(), null, Map.of()),
                storage.files(),
                Map.of(CatalogProperties.WAREHOUSE_LOCATION, settings.warehouse()));
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
        ContentKey key = ContentKey.of(name.schema(), name.table());
        try {
            @Nullable
            Content content = nessie.getContent()
                    .refName(settings.reference())
                    .key(key)
                    .get()
                    .get(key);
            return content instanceof IcebergTable table
                    ? Optional.of(reader.apply(table.getMetadataLocation()))
                    : Optional.empty();
        } catch (NessieNotFoundException missing) {
            return Optional.empty();
        }
    }

    @Override
    public FileIO filesOfNew(SchemaTableName name) {
        return storage.files();
    }

    @Override
    public String defaultDirectory(SchemaTableName table, Schema columns) {
        return Locations.in(settings.warehouse(), Locations.name(table.schema()));
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
