package io.skein.connector.iceberg.catalog;

import io.skein.spi.connector.CatalogProperties;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A kind of catalog that a module of its own brings. Found by Java's service loader; no public state, one instance a process. */
public interface CatalogType {
    /** What {@code iceberg.catalog.type} calls it. */
    String name();

    /**
     * Reads the properties of a catalog of this kind. Nothing is opened.
     *
     * @param catalog its name, for messages
     * @param location brings a location into its one form
     */
    CatalogSettings parse(String catalog, CatalogProperties properties, UnaryOperator<String> location);

    /** The kind's keys whose values are not shown. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Whether the exception is of the kind's own client and says that its service failed or was not reached. */
    boolean isServiceFailure(RuntimeException failure);
}
