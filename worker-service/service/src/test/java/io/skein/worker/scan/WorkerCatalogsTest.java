package io.skein.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.tpch.TpchConnectorFactory;
import io.skein.spi.connector.Connector;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerCatalogsTest {
    private final AtomicLong clock = new AtomicLong();
    private final Known known = new Known();
    private final WorkerCatalogs catalogs = new WorkerCatalogs(List.of(new TpchConnectorFactory()), known, clock::get);

    @Test
    void eachVersionHasItsOwnConnectorUntilItIsNoMore() {
        known.versions.put("c", 1L);
        Connector first = connector(1);
        known.versions.put("c", 2L);
        Connector second = connector(2);

        assertThat(second).isNotSameAs(first);
        catalogs.sweep();
        assertThat(connector(1)).isSameAs(first);

        clock.addAndGet(Duration.ofSeconds(6).toNanos());
        catalogs.sweep();

        assertThat(connector(2)).isSameAs(second);
        assertThat(known.asked).isEqualTo(2);
        assertThat(connector(1)).isSameAs(second);
        assertThat(known.asked).isEqualTo(3);
    }

    @Test
    void withoutAVersionTheOneOfNowIsMeant() {
        known.versions.put("c", 5L);
        Connector now = connector(0);

        assertThat(connector(5)).isSameAs(now);
    }

    @Test
    void aDroppedCatalogGoesOnceNobodyUsesIt() {
        known.versions.put("c", 1L);
        connector(1);
        known.versions.clear();
        clock.addAndGet(Duration.ofSeconds(6).toNanos());

        catalogs.sweep();

        assertThatThrownBy(() -> connector(1)).hasMessage("Catalog 'c' not found");
    }

    private Connector connector(long version) {
        try (SharedConnector.Lease lease = catalogs.lease(new CatalogReference("c", version))) {
            return lease.connector();
        }
    }

    /** Knows only the versions of now. */
    private static final class Known implements CatalogLookup {
        private final Map<String, Long> versions = new TreeMap<>();
        private int asked;

        @Override
        public CatalogDefinition describe(CatalogReference catalog) {
            asked++;
            Long version = versions.get(catalog.name());
            if (version == null) {
                throw new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + catalog + "' not found");
            }
            return new CatalogDefinition(catalog.name(), "tpch", Map.of(), version, 1);
        }

        @Override
        public Map<String, Long> versions() {
            return versions;
        }
    }
}
