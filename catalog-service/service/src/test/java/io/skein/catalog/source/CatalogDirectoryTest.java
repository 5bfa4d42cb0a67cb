package io.skein.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogDirectoryTest {
    private static final List<CatalogDefinition> DEFAULTS =
            List.of(new CatalogDefinition.Readable("tpch", "tpch", Map.of()));

    @TempDir
    private Path directory;

    @Test
    void anAbsentOrEmptyDirectoryMeansTheDefaults() {
        assertThat(directory("none").changed()).contains(DEFAULTS);
        assertThat(directory("").changed()).contains(DEFAULTS);
    }

    @Test
    void aFileIsACatalogWithItsSecretsFilledIn() throws IOException {
        write(
                "pg_1.properties",
                "connector.name = postgresql\nuser=${ENV:DB_USER}\npassword=a${ENV:DB_PASSWORD}b\n# c\n");

        assertThat(directory("").changed())
                .contains(List.of(new CatalogDefinition.Readable(
                        "pg_1",
                        "postgresql",
                        Map.of("user", "${ENV:DB_USER}", "password", "a${ENV:DB_PASSWORD}b"),
                        Map.of("user", "scott", "password", "a$1\\b"),
                        "")));
    }

    @Test
    void anUnreadableFileSaysWhyAndLeavesTheOthers() throws IOException {
        write("a.properties", "connector.name=x\nkey=${ENV:NOT_THERE}");
        write("b.properties", "key=value");
        write("c.properties", "connector.name=tpch");
        write("D.properties", "connector.name=tpch");
        Files.write(directory.resolve("e.properties"), new byte[] {(byte) 0xC3, 0x28});
        write("f.properties", "connector.name=\\uZZZZ");

        assertThat(directory("").changed().orElseThrow())
                .containsExactlyInAnyOrder(
                        new CatalogDefinition.Unreadable(
                                "a", "'key' wants the environment variable NOT_THERE, which is not set"),
                        new CatalogDefinition.Unreadable("b", "Catalog 'b' needs the property 'connector.name'"),
                        new CatalogDefinition.Readable("c", "tpch", Map.of()),
                        new CatalogDefinition.Unreadable(
                                "D", "A catalog's name has lower-case letters, digits, '_' and '-', not 'D'"),
                        new CatalogDefinition.Unreadable("e", "e.properties is not UTF-8 text"),
                        new CatalogDefinition.Unreadable(
                                "f", "f.properties cannot be read: Malformed \\uxxxx encoding."));
    }

    @Test
    void onlyAChangeIsReported() throws IOException {
        CatalogDirectory catalogs = directory("");
        assertThat(catalogs.changed()).contains(DEFAULTS);
        assertThat(catalogs.changed()).isEmpty();

        write("x.properties", "connector.name=one");
        assertThat(catalogs.changed()).contains(List.of(new CatalogDefinition.Readable("x", "one", Map.of())));
        assertThat(catalogs.changed()).isEmpty();

        write("x.properties", "connector.name=other");
        assertThat(catalogs.changed()).contains(List.of(new CatalogDefinition.Readable("x", "other", Map.of())));

        Files.delete(directory.resolve("x.properties"));
        assertThat(catalogs.changed()).contains(DEFAULTS);
    }

    @Test
    void theDefaultWarehouseIsUnderTheDataDirectory() {
        assertThat(DefaultCatalogs.under(directory))
                .extracting(CatalogDefinition::name)
                .containsExactly("tpch", "tpcds", "memory", "iceberg");
        assertThat(DefaultCatalogs.under(directory).getLast())
                .isEqualTo(new CatalogDefinition.Readable(
                        "iceberg",
                        "iceberg",
                        Map.of(
                                "iceberg.jdbc-catalog.default-warehouse-dir",
                                directory.resolve("iceberg").toString())));
    }

    private CatalogDirectory directory(String below) {
        return new CatalogDirectory(
                directory.resolve(below),
                new DescriptionReader(Map.of("DB_USER", "scott", "DB_PASSWORD", "$1\\")),
                DEFAULTS);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
