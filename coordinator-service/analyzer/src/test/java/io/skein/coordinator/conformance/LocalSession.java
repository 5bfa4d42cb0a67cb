package io.skein.coordinator.conformance;

import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.id.QueryId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client's session: user lab, tpch.tiny, UTC. */
final class LocalSession {
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> prepared = new HashMap<>();
    private String catalog = "tpch";
    private String schema = "tiny";
    private ZoneId zone = ZoneId.of("UTC");
    private Optional<String> path = Optional.empty();
    private final Set<String> capabilities;
    private int queries;

    LocalSession() {
        this(Set.of("PARAMETRIC_DATETIME"));
    }

    LocalSession(Set<String> capabilities) {
        this.capabilities = capabilities;
    }

    SessionView view() {
        return new SessionView(
                new QueryId("local_" + ++queries),
                "lab",
                Set.of(),
                Optional.of(catalog),
                Optional.of(schema),
                zone,
                Instant.now(),
                properties,
                prepared,
                new ClientView(capabilities, path, Optional.empty(), "lab", false));
    }

    void follow(CoordinatorCommand command) {
        switch (command) {
            case CoordinatorCommand.Use use -> {
                catalog = use.catalog().orElse(catalog);
                schema = use.schema();
            }
            case CoordinatorCommand.SetSession set -> properties.put(set.name(), set.value());
            case CoordinatorCommand.ResetSession reset -> properties.remove(reset.name());
            case CoordinatorCommand.SetTimeZone set ->
                zone = ZoneId.of(set.zone().isEmpty() ? "UTC" : set.zone());
            case CoordinatorCommand.SetPath set -> path = Optional.of(set.path());
            case CoordinatorCommand.Prepare prepare -> prepared.put(prepare.name(), prepare.sql());
            case CoordinatorCommand.Deallocate deallocate -> prepared.remove(deallocate.name());
            default -> {}
        }
    }
}
