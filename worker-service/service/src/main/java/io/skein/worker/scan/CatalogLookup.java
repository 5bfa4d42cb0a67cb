package io.skein.worker.scan;

import java.util.Map;

/** Asks the catalog service. */
public interface CatalogLookup {
    /** How to build the connector: of the version that is meant while it is there, else of the one of now. */
    CatalogDefinition describe(CatalogReference catalog);

    /** The versions of now, by the catalogs' names. */
    Map<String, Long> versions();
}
