package io.skein.catalog.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.catalog.FakeConnector;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.OldVersions;
import io.skein.catalog.source.CatalogDefinition;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenWritesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final FakeConnector.Factory factory = new FakeConnector.Factory();
    private final Catalogs catalogs = new Catalogs(List.of(factory), OldVersions.NONE, 1);
    private final OpenWrites writes = new OpenWrites(Duration.ofMinutes(10), clock);

    @BeforeEach
    void load() {
        catalogs.update(List.of(new CatalogDefinition.Readable("c", "fake", Map.of())));
    }

    @Test
    void aFinishedWriteIsCommittedOnceAndGivesItsConnectorBack() {
        WriteHandle handle = begin();
        FakeConnector connector = factory.last();
        catalogs.update(List.of());

        writes.finish("c", handle, List.of(new byte[1], new byte[2]));

        assertThat(connector.events).containsExactly("begin", "finish 2", "close");
        assertThat(writes.size()).isZero();
        assertThatThrownBy(() -> writes.finish("c", handle, List.of()))
                .isInstanceOf(SkeinException.class)
                .hasMessage("The write into s.t is not open any more");
    }

    @Test
    void equalHandlesAreTwoWrites() {
        WriteHandle first = begin();
        WriteHandle second = begin();

        writes.finish("c", first, List.of());
        writes.abort("c", second, List.of(new byte[1]));
        writes.abort("c", second, List.of(new byte[1]));

        assertThat(factory.last().events).containsExactly("begin", "begin", "finish 0", "abort 1");
    }

    @Test
    void anUnfinishedWriteIsAbortedAfterTheTimeOut() {
        begin();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
        writes.expire();
        assertThat(writes.size()).isEqualTo(1);

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(11)));
        writes.expire();

        assertThat(writes.size()).isZero();
        assertThat(factory.last().events).containsExactly("begin", "abort 0");
    }

    @Test
    void theServicesEndAbortsAll() {
        begin();
        begin();

        writes.close();

        assertThat(factory.last().events).containsExactly("begin", "begin", "abort 0", "abort 0");
    }

    @Test
    void aCommitThatSurelyFailedIsAbortedAndOneOfUnknownFateIsNot() {
        FakeConnector connector = factory.last();
        connector.commitFailure =
                Optional.of(new SkeinException(StandardErrorCode.CONNECTOR_COMMIT_ERROR, "somebody was faster"));
        WriteHandle failed = begin();
        assertThatThrownBy(() -> writes.finish("c", failed, List.of())).hasMessage("somebody was faster");

        connector.commitFailure =
                Optional.of(new SkeinException(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN, "nobody knows"));
        WriteHandle unknown = begin();
        assertThatThrownBy(() -> writes.finish("c", unknown, List.of())).hasMessage("nobody knows");

        assertThat(connector.events).containsExactly("begin", "finish 0", "abort 0", "begin", "finish 0");
        assertThat(writes.size()).isZero();
    }

    @Test
    void aFailedBeginningHoldsNothing() {
        FakeConnector connector = factory.last();

        assertThatThrownBy(() -> writes.begin("c", catalogs.lease("c"), write -> {
                    throw new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "gone");
                }))
                .hasMessage("gone");
        catalogs.update(List.of());

        assertThat(writes.size()).isZero();
        assertThat(connector.events).containsExactly("close");
    }

    private WriteHandle begin() {
        TableHandle table = new TableHandle(FakeConnector.TABLE, new byte[0]);
        return writes.begin("c", catalogs.lease("c"), write -> write.beginInsert(table, List.of("a")));
    }
}
