package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.session.Session;
import io.skein.coordinator.session.SessionChange;
import io.skein.rpc.Caller;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server remembers of a client between calls. Thread-safe. */
final class FlightSession {
    private final Caller caller;
    private Optional<String> catalog = Optional.empty();
    private Optional<String> schema = Optional.empty();
    private Optional<ZoneId> timeZone = Optional.empty();
    private Optional<String> path = Optional.empty();
    private ClientTransaction transaction = new ClientTransaction.None();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> prepared = new HashMap<>();

    FlightSession(Caller caller) {
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /** The session of one statement; what the session doesn't know comes from the call. */
    synchronized Session forStatement(CallDefaults call, Map<String, String> additionalPrepared) {
        Map<String, String> allPrepared = new HashMap<>(prepared);
        allPrepared.putAll(additionalPrepared);
        Map<String, String> allProperties = new HashMap<>(call.properties());
        allProperties.putAll(properties);
        return new Session(
                caller.user(),
                caller.groups(),
                Optional.of(call.source().orElse("flight-sql")),
                catalog.or(call::catalog),
                schema.or(call::schema),
                timeZone.or(call::timeZone).orElseGet(ZoneId::systemDefault),
                Locale.ENGLISH,
                Set.of(),
                Set.of("PARAMETRIC_DATETIME", "PATH"),
                Optional.empty(),
                Optional.empty(),
                allProperties,
                allPrepared,
                transaction,
                path,
                caller.user());
    }

    synchronized void apply(List<SessionChange> changes) {
        for (SessionChange change : changes) {
            switch (change) {
                case SessionChange.SetCatalogSchema use -> {
                    catalog = use.catalog().or(() -> catalog);
                    schema = Optional.of(use.schema());
                }
                case SessionChange.SetProperty set -> properties.put(set.name(), set.value());
                case SessionChange.ClearProperty clear -> properties.remove(clear.name());
                case SessionChange.SetTimeZone zone -> timeZone = Optional.of(ZoneId.of(zone.zone()));
                case SessionChange.AddPrepared added -> prepared.put(added.name(), added.sql());
                case SessionChange.DropPrepared dropped -> prepared.remove(dropped.name());
                case SessionChange.SetRole _ -> {}
                case SessionChange.SetPath set -> path = Optional.of(set.path());
                case SessionChange.SetAuthorization _, SessionChange.ResetAuthorization _ ->
                    throw new IllegalStateException("This door's sessions do not say that they can change their user");
                case SessionChange.StartedTransaction started -> transaction = new ClientTransaction.Open(started.id());
                case SessionChange.ClearedTransaction _ -> transaction = new ClientTransaction.None();
            }
        }
    }

    synchronized void setOption(String name, Optional<String> value) {
        switch (name) {
            case "catalog" -> catalog = value;
            case "schema" -> schema = value;
            case "time_zone" -> timeZone = value.map(ZoneId::of);
            default -> value.ifPresentOrElse(text -> properties.put(name, text), () -> properties.remove(name));
        }
    }

    synchronized Map<String, String> options() {
        Map<String, String> options = new HashMap<>(properties);
        catalog.ifPresent(value -> options.put("catalog", value));
        schema.ifPresent(value -> options.put("schema", value));
        timeZone.ifPresent(value -> options.put("time_zone", value.getId()));
        return options;
    }
}
