package io.skein.catalog.source;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the descriptions of catalogs that statements have made; they may hold secrets. Whatever keeps nothing when it should fails with
 * CATALOG_STORE_ERROR.
 */
public interface CatalogStore extends AutoCloseable {
    /** All of them when one has come, changed or gone since the last call, empty when nothing has. Used by one thread at a time. */
    Optional<List<CatalogDefinition>> changed();

    /** The description as it is kept. */
    Optional<CatalogDescription> find(String name);

    /** Keeps one more. Fails with ALREADY_EXISTS, also when another service was first. */
    void create(CatalogDescription description);

    /** Keeps the description in place of the one of this revision. Fails with TRANSACTION_CONFLICT when that has been changed meanwhile. */
    void replace(CatalogDescription description, String revision);

    /** Forgets a description. Fails with CATALOG_NOT_FOUND when there is none. */
    void delete(String name);

    @Override
    void close();
}
