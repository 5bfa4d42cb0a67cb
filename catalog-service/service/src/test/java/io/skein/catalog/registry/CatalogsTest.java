package io.skein.catalog.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.catalog.FakeConnector;
import io.skein.catalog.source.CatalogDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CatalogsTest {
    private final FakeConnector.Factory factory = new FakeConnector.Factory();
    private final Catalogs catalogs = new Catalogs(List.of(factory), OldVersions.NONE, 1);

    @Test
    void brokenCatalogsAreListedWithTheirReasonAndTheOthersWork() {
        catalogs.update(List.of(
                fake("typo", "splitz", "1"),
                fake("bomb", "explode", "true"),
                new CatalogDefinition.Readable("alien", "mars", Map.of()),
                new CatalogDefinition.Unreadable("lost", "no such secret"),
                fake("good", "splits", "1")));

        assertThat(catalogs.list())
                .extracting(CatalogInfo::name, CatalogInfo::connector, CatalogInfo::failure)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "alien", "mars", Optional.of("There is no connector 'mars'; there are fake")),
                        org.assertj.core.groups.Tuple.tuple(
                                "bomb", "fake", Optional.of("The connector could not be made: boom")),
                        org.assertj.core.groups.Tuple.tuple("good", "fake", Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple("lost", "", Optional.of("no such secret")),
                        org.assertj.core.groups.Tuple.tuple(
                                "typo",
                                "fake",
                                Optional.of(
                                        "Catalog 'typo' has an unknown property 'splitz', did you mean 'splits'?")));
        assertFailure(
                "typo",
                StandardErrorCode.CATALOG_UNAVAILABLE,
                "Catalog 'typo' cannot be used: Catalog 'typo' has an unknown property 'splitz', did you mean 'splits'?");
        assertFailure("nowhere", StandardErrorCode.CATALOG_NOT_FOUND, "Catalog 'nowhere' not found");
        try (ConnectorLease lease = catalogs.lease("good")) {
            assertThat(lease.connector()).isSameAs(factory.last());
        }
    }

    @Test
    void aReplacedConnectorIsClosedWhenItsLastUserIsDone() {
        catalogs.update(List.of(fake("c", "splits", "1")));
        FakeConnector before = factory.last();
        ConnectorLease first = catalogs.lease("c");
        ConnectorLease second = catalogs.lease("c");
        long version = catalogs.describe("c").version();

        catalogs.update(List.of(fake("c", "splits", "2")));

        assertThat(factory.last()).isNotSameAs(before);
        assertThat(catalogs.describe("c").version()).isNotEqualTo(version);
        first.close();
        first.close();
        assertThat(before.events).isEmpty();
        second.close();
        assertThat(before.events).containsExactly("close");
        assertThat(factory.last().events).isEmpty();
    }

    @Test
    void anUnchangedCatalogKeepsItsConnectorAndVersion() {
        catalogs.update(List.of(fake("c", "splits", "1")));
        long version = catalogs.describe("c").version();

        catalogs.update(List.of(fake("c", "splits", "1"), fake("d", "splits", "1")));

        assertThat(factory.made).hasSize(2);
        assertThat(catalogs.describe("c").version()).isEqualTo(version);
    }

    @Test
    void statementsThatHaveBegunKeepTheirVersionUntilNobodyNeedsIt() {
        AtomicLong wanted = new AtomicLong();
        AtomicLong clock = new AtomicLong();
        Catalogs served =
                new Catalogs(List.of(factory), new OldVersions(wanted::get, Duration.ofNanos(10), clock::get), 1);
        served.update(List.of(fake("c", "splits", "1")));
        FakeConnector before = factory.last();
        long version = served.describe("c").version();

        served.update(List.of(fake("c", "splits", "2")));

        FakeConnector after = factory.last();
        assertThat(served.<Object>use("c", ConnectorLease::connector)).isSameAs(after);
        wanted.set(version);
        assertThat(served.<Object>use("c", ConnectorLease::connector)).isSameAs(before);
        assertThat(served.describe("c").properties()).isEqualTo(Map.of("splits", "1"));

        clock.set(9);
        served.sweep();
        served.keep("c", version);
        clock.set(18);
        served.sweep();
        assertThat(before.events).isEmpty();

        clock.set(19);
        served.sweep();
        assertThat(before.events).containsExactly("close");
        assertThat(served.<Object>use("c", ConnectorLease::connector)).isSameAs(after);
    }

    @Test
    void aDroppedCatalogIsThereForThoseWhoBeganWithIt() {
        AtomicLong wanted = new AtomicLong();
        Catalogs served =
                new Catalogs(List.of(factory), new OldVersions(wanted::get, Duration.ofNanos(10), () -> 0), 1);
        served.update(List.of(fake("c", "splits", "1")));
        long version = served.describe("c").version();

        served.update(List.of());

        assertThatThrownBy(() -> served.lease("c")).hasMessage("Catalog 'c' not found");
        wanted.set(version);
        assertThat(served.<Object>use("c", ConnectorLease::connector)).isSameAs(factory.last());
        served.close();
        assertThat(factory.last().events).containsExactly("close");
    }

    @Test
    void anUnknownConnectorIsRefusedWithTheOneThatMayBeMeant() {
        assertThatThrownBy(() -> catalogs.check(new CatalogDefinition.Readable("c", "fakee", Map.of())))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(StandardErrorCode.INVALID_CATALOG_PROPERTY.code()))
                .hasMessage("There is no connector 'fakee', did you mean 'fake'? There are fake");
    }

    @Test
    void aRemovedCatalogIsNotFoundAndClosed() {
        catalogs.update(List.of(fake("c", "splits", "1")));

        catalogs.update(List.of());

        assertFailure("c", StandardErrorCode.CATALOG_NOT_FOUND, "Catalog 'c' not found");
        assertThat(factory.last().events).containsExactly("close");
    }

    private void assertFailure(String catalog, StandardErrorCode code, String message) {
        assertThatThrownBy(() -> catalogs.lease(catalog)).isInstanceOfSatisfying(SkeinException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code.code());
            assertThat(failure).hasMessage(message);
        });
    }

    private static CatalogDefinition fake(String name, String key, String value) {
        return new CatalogDefinition.Readable(name, "fake", Map.of(key, value));
    }
}
