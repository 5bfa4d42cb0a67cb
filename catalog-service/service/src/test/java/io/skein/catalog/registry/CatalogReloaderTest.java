package io.skein.catalog.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.catalog.FakeConnector;
import io.skein.catalog.source.CatalogDirectory;
import io.skein.catalog.source.DescriptionReader;
import io.skein.catalog.source.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReloaderTest {
    private static final DescriptionReader READER = new DescriptionReader(Map.of());

    @TempDir
    private Path root;

    @Test
    void whatAnOperatorDescribesIsNotLostOverAStoreThatCannotBeRead() throws IOException {
        Path described = Files.createDirectory(root.resolve("described"));
        Path stored = root.resolve("stored");
        Files.createSymbolicLink(stored, stored);
        Catalogs catalogs = new Catalogs(List.of(new FakeConnector.Factory()), OldVersions.NONE, 1);
        try (CatalogReloader reloader = new CatalogReloader(
                new CatalogDirectory(described, READER, List.of()), new FileStore(stored, READER), catalogs)) {
            write(described, "one");
            reloader.reload();

            Files.delete(stored);
            write(Files.createDirectory(stored), "two");
            reloader.reload();

            assertThat(catalogs.list()).extracting(CatalogInfo::name).containsExactly("one", "two");
            assertThat(reloader.isStored("one")).isFalse();
            assertThat(reloader.isStored("two")).isTrue();
        }
    }

    private static void write(Path directory, String catalog) throws IOException {
        Files.writeString(directory.resolve(catalog + ".properties"), "connector.name=fake\n");
    }
}
