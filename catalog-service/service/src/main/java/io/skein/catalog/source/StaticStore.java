package io.skein.catalog.source;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Optional;

/** Keeps nothing: the catalogs are those that files describe, and no statement changes them. */
public final class StaticStore implements CatalogStore {
    @Override
    public Optional<List<CatalogDefinition>> changed() {
        return Optional.empty();
    }

    @Override
    public Optional<CatalogDescription> find(String name) {
        return Optional.empty();
    }

    @Override
    public void create(CatalogDescription description) {
        throw new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                "CREATE CATALOG is not supported by the static catalog store (skein.catalog.store.type)");
    }

    @Override
    public void replace(CatalogDescription description, String revision) {
        throw StoreFailures.missing(description.name());
    }

    @Override
    public void delete(String name) {
        throw StoreFailures.missing(name);
    }

    @Override
    public void close() {}
}
