package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.session.AccessControl;
import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.spi.type.Type;
import io.skein.testing.FakeAuth;
import io.skein.testing.FakeCatalog;
import io.skein.testing.Sessions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementDescriberTest {
    private final Channels channels = new Channels(new SharedSecret(""));
    private final FakeCatalog catalog = new FakeCatalog();
    private final FakeAuth auth = new FakeAuth();
    private final ManagedChannel catalogChannel = channels.open(catalog.address());
    private final ManagedChannel authChannel = channels.open(auth.address());
    private final DeepStacks stacks = new DeepStacks(1);
    private final StatementDescriber describer = new StatementDescriber(
            new PlanningTools(
                    new FakeFrontEnd(),
                    stacks,
                    new CatalogClient(catalogChannel, Duration.ofSeconds(1), Thread::startVirtualThread),
                    RuntimeView.NOTHING,
                    FunctionDefaults.NONE,
                    Map.of()),
            new AccessControl(authChannel),
            new QueryIds(Clock.systemUTC(), new SecureRandom()));

    @AfterEach
    void close() {
        stacks.close();
        catalogChannel.shutdownNow();
        authChannel.shutdownNow();
        catalog.close();
        auth.close();
    }

    @Test
    void aQueryAnswersItsColumns() {
        assertThat(columns("select")).containsExactly(new OutputColumn("a", Type.Simple.BIGINT));
        assertThat(columns("explain")).containsExactly(new OutputColumn("Query Plan", Type.Varchar.UNBOUNDED));
        assertThat(columns("validate")).containsExactly(new OutputColumn("Valid", Type.Simple.BOOLEAN));
    }

    @Test
    void whatWritesOrOnlyDoesSomethingHasNone() {
        assertThat(columns("write")).isEmpty();
        assertThat(columns("use")).isEmpty();
        assertThat(catalog.calls()).isEmpty();
    }

    @Test
    void whatIsForbiddenIsNotDescribed() {
        assertThatThrownBy(() -> columns("select secret")).hasMessage("Access Denied: Cannot select from secret");
        assertThatThrownBy(() -> columns("deep")).hasMessageContaining("statement is too large");
    }

    private List<OutputColumn> columns(String sql) {
        return describer.describe(Sessions.plain(), sql).columns();
    }
}
