package io.skein.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.Connector;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.FactoryContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergFactoryTest extends FactoryContract {
    private static final String WAREHOUSE = "iceberg.jdbc-catalog.default-warehouse-dir";

    @TempDir
    private Path directory;

    @Override
    protected String name() {
        return "iceberg";
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of(WAREHOUSE, directory.resolve("warehouse").toString());
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("iceberg.compresion-codec", "iceberg.compression-codec");
    }

    @Test
    void nothingIsMadeBeforeTheFirstUse() {
        try (Connector connector = factory().create("lake", properties())) {
            assertThat(directory.resolve("warehouse")).doesNotExist();
            assertThat(connector.metadata().schemas()).isEmpty();
            assertThat(directory.resolve("warehouse").resolve("catalog.db")).isRegularFile();
        }
    }

    @Test
    void badValuesAreRefusedByName() {
        assertInvalid(Map.of(), "Catalog 'lake' needs the property '" + WAREHOUSE + "'");
        assertInvalid(
                with("iceberg.catalog.type", "hive"),
                "Catalog 'lake' has a bad value for 'iceberg.catalog.type': 'hive', there are jdbc and rest");
        assertInvalid(
                with("iceberg.target-max-file-size", "big"),
                "Catalog 'lake' has a bad value for 'iceberg.target-max-file-size': 'big' is not a size such as 128MB");
        assertInvalid(
                with("iceberg.compression-codec", "lzo"),
                "Catalog 'lake' has a bad value for 'iceberg.compression-codec': 'lzo' is not one of [NONE, SNAPPY, GZIP, ZSTD]");
    }

    @Test
    void formerNamesOfStorageAreTaken() {
        Map<String, String> properties = new HashMap<>(Map.of(
                WAREHOUSE,
                "s3://bucket/lake",
                "iceberg.jdbc-catalog.connection-url",
                "jdbc:sqlite:" + directory.resolve("tables.db"),
                "fs.native-s3.enabled",
                "true",
                "hive.s3.endpoint",
                "http://127.0.0.1:1",
                "hive.s3.path-style-access",
                "true",
                "hive.s3.aws-access-key",
                "key",
                "hive.s3.aws-secret-key",
                "secret",
                "iceberg.file-format",
                "PARQUET",
                "iceberg.max-partitions-per-writer",
                "10",
                "enable-dynamic-filtering",
                "true"));
        factory().create("lake", properties).close();

        properties.put("s3.endpoint", "http://127.0.0.1:2");
        assertInvalid(
                properties, "Catalog 'lake' has both 'hive.s3.endpoint' and 's3.endpoint', which is its name now");
    }

    @Test
    void upkeepThatCannotBeIsRefused() {
        assertInvalid(
                with("iceberg.upkeep.enabled", "sometimes"),
                "Catalog 'lake' has a bad value for 'iceberg.upkeep.enabled': 'sometimes' is not true or false");
        assertInvalid(
                with("iceberg.upkeep.interval", "daily"),
                "Catalog 'lake' has a bad value for 'iceberg.upkeep.interval': 'daily' is not a duration such as 30s");
        assertInvalid(
                with("iceberg.upkeep.small-file-count", "1"),
                "Catalog 'lake' has a bad value for 'iceberg.upkeep.small-file-count': '1' is not an integer from 2 to 2147483647");
        assertInvalid(
                with("iceberg.upkeep.snapshot-retention", "1h"),
                "Catalog 'lake' has a bad value for 'iceberg.upkeep.snapshot-retention': 1h is shorter than "
                        + "iceberg.expire-snapshots.min-retention, which is 7d");
    }

    @Test
    void storageThatIsNotSetUpIsRefused() {
        assertThatThrownBy(() -> factory().create("lake", Map.of(WAREHOUSE, "s3://bucket/lake")))
                .hasMessage("Only local files are supported without fs.native-s3.enabled=true: s3://bucket/lake");
        assertInvalid(with("s3.aws-access-key", "key"), "Catalog 'lake' needs the property 's3.aws-secret-key'");
        assertInvalid(
                with("s3.endpoint", "127.0.0.1:9000"),
                "Catalog 'lake' has a bad value for 's3.endpoint': '127.0.0.1:9000' is not an absolute URI");
    }

    @Test
    void aWarehouseThatCannotBeOpenedSaysWhyAtEachUse() throws Exception {
        Files.writeString(directory.resolve("warehouse"), "in the way");
        try (Connector connector = factory().create("lake", properties())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> connector.metadata().schemas())
                        .isInstanceOfSatisfying(
                                SkeinException.class,
                                failure -> assertThat(failure.code())
                                        .isEqualTo(StandardErrorCode.CATALOG_UNAVAILABLE.code()))
                        .hasMessageContaining(directory.resolve("warehouse").toString());
            }
            Files.delete(directory.resolve("warehouse"));
            assertThat(connector.metadata().schemas()).isEmpty();
        }
    }

    @Test
    void aMissingDriverIsNamed() {
        try (Connector connector = factory().create("lake", with("iceberg.jdbc-catalog.driver-class", "no.Driver"))) {
            assertThatThrownBy(() -> connector.metadata().schemas()).hasMessage("There is no JDBC driver no.Driver");
        }
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> properties = new HashMap<>(properties());
        properties.put(key, value);
        return properties;
    }

    private void assertInvalid(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> factory().create("lake", properties))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.CONFIGURATION_INVALID.code()))
                .hasMessage(message);
    }

    @Test
    void whatGivesAccessIsASecret() {
        assertThat(factory().secrets())
                .containsExactlyInAnyOrder(
                        "hive.s3.aws-secret-key",
                        "iceberg.jdbc-catalog.connection-password",
                        "iceberg.rest-catalog.oauth2.credential",
                        "iceberg.rest-catalog.oauth2.token",
                        "s3.aws-secret-key",
                        "s3.aws-session-token");
    }
}
