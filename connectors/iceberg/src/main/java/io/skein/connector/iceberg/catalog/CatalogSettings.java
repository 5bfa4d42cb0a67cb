package io.skein.connector.iceberg.catalog;

import io.skein.connector.iceberg.file.Storage;
import java.util.Optional;

/** How a catalog is opened. */
public interface CatalogSettings {
    /** Opens it, and makes what is absent of a catalog of one's own. */
    TableCatalog open(Storage storage);

    /** Under which all tables are, where the catalog is bound to a directory; normalized. */
    Optional<String> directory();

    /** Whether the catalog says how a table's files are reached. */
    default boolean vendsCredentials() {
        return false;
    }

    /** What messages call it; no secret is in it. */
    @Override
    String toString();
}
