package io.skein.catalog.source;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** What all stores say when they cannot do what they are asked. */
final class StoreFailures {
    private StoreFailures() {}

    static SkeinException exists(String name) {
        return new SkeinException(StandardErrorCode.ALREADY_EXISTS, "Catalog '" + name + "' already exists");
    }

    static SkeinException missing(String name) {
        return new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + name + "' not found");
    }

    static SkeinException conflict(String name) {
        return new SkeinException(
                StandardErrorCode.TRANSACTION_CONFLICT,
                "Catalog '" + name + "' has been changed by another meanwhile; nothing was done");
    }

    static SkeinException failed(String what, String name, Exception failure) {
        return new SkeinException(
                StandardErrorCode.CATALOG_STORE_ERROR,
                "Catalog '" + name + "' cannot be " + what + ": " + failure.getMessage(),
                failure);
    }
}
