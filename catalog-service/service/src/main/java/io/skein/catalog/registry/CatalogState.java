package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDefinition;

/** A catalog as it stands: working or broken. A changed definition makes a new state with a higher version. */
sealed interface CatalogState {
    CatalogDefinition definition();

    long version();

    /** Has a connector. */
    record Working(CatalogDefinition.Readable definition, long version, ConnectorUse use) implements CatalogState {}

    /** Has a reason why not. */
    record Broken(CatalogDefinition definition, long version, String reason) implements CatalogState {}
}
