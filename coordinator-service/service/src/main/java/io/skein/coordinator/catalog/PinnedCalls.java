package io.skein.coordinator.catalog;

import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import java.util.SortedMap;
import java.util.function.Function;

/** Calls of one statement: each means the version of its catalog that the statement sees. */
record PinnedCalls(CatalogCalls calls, CatalogPins pins) {
    <T> T call(String catalog, Function<CatalogServiceBlockingStub, T> call) {
        return calls.call(pins.version(catalog), call);
    }

    SortedMap<String, CatalogEntry> entries() {
        return pins.entries();
    }
}
