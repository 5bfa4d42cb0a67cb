package io.skein.coordinator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.QualifiedTableName;
import io.skein.rpc.Caller;
import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.testing.FakeCatalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementMetadataTest {
    private final FakeCatalog catalog = new FakeCatalog();
    private final ManagedChannel channel = new Channels(new SharedSecret("")).open(catalog.address());
    private final CatalogClient client = new CatalogClient(channel, Duration.ofHours(1), Thread::startVirtualThread);

    @AfterEach
    void stop() {
        channel.shutdownNow();
        catalog.close();
    }

    @Test
    void catalogsAreInAlphabeticOrder() {
        assertThat(client.metadata(Caller.SYSTEM).catalogs()).containsExactly("memory", "tpch");
    }

    @Test
    void theListOfCatalogsIsSharedByStatements() {
        assertThat(client.metadata(Caller.SYSTEM).catalogExists("tpch")).isTrue();
        assertThat(client.metadata(Caller.SYSTEM).catalogExists("nope")).isFalse();
        assertThat(catalog.calls()).containsExactly("listCatalogs");
    }

    @Test
    void oneStatementAsksForATableOnce() {
        CatalogMetadata metadata = client.metadata(Caller.SYSTEM);
        assertThat(metadata.table("tpch", new SchemaTableName("tiny", "nope"))).isEmpty();
        assertThat(metadata.table("tpch", new SchemaTableName("tiny", "nope"))).isEmpty();
        client.metadata(Caller.SYSTEM).table("tpch", new SchemaTableName("tiny", "nope"));
        assertThat(catalog.calls()).containsExactly("listCatalogs", "findTable nope", "findTable nope");
    }

    @Test
    void expectedTablesAreAskedForOnceAndBeforeTheyAreNeeded() {
        CatalogMetadata metadata = client.metadata(Caller.SYSTEM);
        metadata.expectTables(List.of(name("nope"), name("broken")));
        await().untilAsserted(() -> assertThat(catalog.calls())
                .containsExactlyInAnyOrder("listCatalogs", "findTable nope", "findTable broken"));
        assertThat(metadata.table("tpch", new SchemaTableName("tiny", "nope"))).isEmpty();
        assertThatThrownBy(() -> metadata.table("tpch", new SchemaTableName("tiny", "broken")))
                .hasMessage("Malformed metadata of table broken");
        assertThat(catalog.calls()).hasSize(3);
    }

    @Test
    void oneExpectedTableIsLeftToTheOneWhoAsks() {
        CatalogMetadata metadata = client.metadata(Caller.SYSTEM);
        metadata.expectTables(List.of(name("nope")));
        assertThat(metadata.table("tpch", new SchemaTableName("tiny", "nation")))
                .isEmpty();
        assertThat(catalog.calls()).containsExactly("listCatalogs", "findTable nation");
    }

    private static QualifiedTableName name(String table) {
        return new QualifiedTableName("tpch", new SchemaTableName("tiny", table));
    }

    @Test
    void errorsCrossUnchanged() {
        assertThatThrownBy(() -> client.metadata(Caller.SYSTEM).table("tpch", new SchemaTableName("tiny", "broken")))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.ICEBERG_BAD_DATA.code()))
                .hasMessage("Malformed metadata of table broken");
    }

    @Test
    void anAbsentServiceIsSaidToBeAbsent() {
        catalog.close();
        assertThatThrownBy(() -> client.metadata(Caller.SYSTEM).catalogs())
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.CATALOG_NOT_AVAILABLE.code()))
                .hasMessage("The catalog service does not answer");
    }
}
