package io.skein.catalog.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.catalog.FakeConnector;
import io.skein.catalog.source.CatalogDirectory;
import io.skein.catalog.source.CatalogStore;
import io.skein.catalog.source.DescriptionReader;
import io.skein.catalog.source.FileStore;
import io.skein.catalog.source.StaticStore;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCatalogsTest {
    private static final DescriptionReader READER = new DescriptionReader(Map.of("SPLITS", "7"));

    @TempDir
    private Path root;

    private final Catalogs catalogs = new Catalogs(List.of(new FakeConnector.Factory()), OldVersions.NONE, 1);

    @BeforeEach
    void describeOne() throws IOException {
        Files.writeString(
                Files.createDirectory(root.resolve("etc")).resolve("described.properties"), "connector.name=fake\n");
    }

    private StoredCatalogs over(CatalogStore store) {
        CatalogReloader reloader =
                new CatalogReloader(new CatalogDirectory(root.resolve("etc"), READER, List.of()), store, catalogs);
        reloader.reload();
        return new StoredCatalogs(store, READER, reloader, catalogs);
    }

    private CatalogStore files() {
        return new FileStore(root.resolve("made"), READER);
    }

    @Test
    void whatIsChangedHoldsAtOnceAndAfterARestart() {
        StoredCatalogs stored = over(files());
        stored.create("c", "fake", Map.of("splits", "1"));

        stored.alter("c", Map.of("splits", "${ENV:SPLITS}"), Set.of());

        assertThat(catalogs.describe("c").properties()).isEqualTo(Map.of("splits", "7"));
        assertThat(catalogs.show("c").properties()).isEqualTo(Map.of("splits", "${ENV:SPLITS}"));
        over(files());
        assertThat(catalogs.show("c").properties()).isEqualTo(Map.of("splits", "${ENV:SPLITS}"));

        stored.alter("c", Map.of(), Set.of("splits", "never-there"));

        assertThat(catalogs.describe("c").properties()).isEmpty();
    }

    @Test
    void anEqualCatalogMadeAnewIsAnotherVersion() {
        StoredCatalogs stored = over(files());
        stored.create("c", "fake", Map.of());
        long version = catalogs.describe("c").version();

        stored.drop("c");
        stored.create("c", "fake", Map.of());

        assertThat(catalogs.describe("c").version()).isNotEqualTo(version);
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        StoredCatalogs stored = over(files());
        stored.create("c", "fake", Map.of("splits", "1"));
        long version = catalogs.describe("c").version();

        assertFails(
                () -> stored.alter("c", Map.of("splits", "2", "splitz", "3"), Set.of()),
                StandardErrorCode.INVALID_CATALOG_PROPERTY,
                "Catalog 'c' has an unknown property 'splitz', did you mean 'splits'?");
        assertFails(
                () -> stored.alter("c", Map.of("splits", "${ENV:NOT_THERE}"), Set.of()),
                StandardErrorCode.INVALID_CATALOG_PROPERTY,
                "'splits' wants the environment variable NOT_THERE, which is not set");
        over(files());
        assertThat(catalogs.describe("c").properties()).isEqualTo(Map.of("splits", "1"));
        assertThat(catalogs.describe("c").version()).isEqualTo(version);
    }

    @Test
    void whatAFileDescribesIsNotChanged() {
        StoredCatalogs stored = over(files());

        assertFails(
                () -> stored.alter("described", Map.of("splits", "2"), Set.of()),
                StandardErrorCode.NOT_SUPPORTED,
                "Catalog 'described' comes with the server's settings and can only be changed there");
        assertFails(
                () -> stored.drop("described"),
                StandardErrorCode.NOT_SUPPORTED,
                "Catalog 'described' comes with the server's settings and can only be removed there");
        assertFails(
                () -> stored.alter("none", Map.of(), Set.of()),
                StandardErrorCode.CATALOG_NOT_FOUND,
                "Catalog 'none' not found");
    }

    @Test
    void aStaticStoreTakesNothing() {
        StoredCatalogs stored = over(new StaticStore());

        assertFails(
                () -> stored.create("c", "fake", Map.of()),
                StandardErrorCode.NOT_SUPPORTED,
                "CREATE CATALOG is not supported by the static catalog store (skein.catalog.store.type)");
        assertThat(catalogs.list()).extracting(CatalogInfo::name).containsExactly("described");
    }

    private static void assertFails(ThrowingCallable change, StandardErrorCode code, String message) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code.code()))
                .hasMessage(message);
    }
}
