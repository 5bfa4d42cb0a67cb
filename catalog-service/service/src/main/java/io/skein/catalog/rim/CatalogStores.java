package io.skein.catalog.rim;

import io.skein.catalog.source.CatalogStore;
import io.skein.catalog.source.DatabaseSession;
import io.skein.catalog.source.DescriptionReader;
import io.skein.catalog.source.FileStore;
import io.skein.catalog.source.PostgresStore;
import io.skein.catalog.source.StaticStore;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** Makes the store that the settings ask for. */
final class CatalogStores {
    private static final String POSTGRES = "jdbc:postgresql:";

    private CatalogStores() {}

    /** Fails with CONFIGURATION_INVALID. */
    static CatalogStore of(CatalogConfiguration configuration, DescriptionReader reader) {
        CatalogConfiguration.Store settings = configuration.store();
        return switch (settings.type()) {
            case STATIC -> new StaticStore();
            case FILE ->
                new FileStore(
                        settings.directory()
                                .orElseGet(() -> configuration.dataDirectory().resolve("catalogs")),
                        reader);
            case POSTGRESQL -> new PostgresStore(session(settings), reader);
        };
    }

    private static DatabaseSession session(CatalogConfiguration.Store settings) {
        String url = settings.url()
                .filter(text -> text.startsWith(POSTGRES))
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.CONFIGURATION_INVALID,
                        "The store of catalogs needs skein.catalog.store.url, such as " + POSTGRES
                                + "//HOST:5432/DATABASE"));
        return new DatabaseSession(
                url, settings.user().orElse(""), settings.password().orElse(""));
    }
}
