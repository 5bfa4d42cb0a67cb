package io.skein.coordinator.metadata;

import io.skein.spi.connector.TableHandle;

/** A table of a catalog, as resolved for one statement. */
public record TableReference(String catalog, TableHandle handle) {
    @Override
    public String toString() {
        return catalog + "." + handle.name();
    }
}
