package io.skein.coordinator.protocol.trino;

import io.skein.coordinator.session.SessionChange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells the client what to remember. */
final class SessionChangeHeaders {
    /** Roles that are no catalog's. */
    private static final String SYSTEM_ROLES = "system";

    private SessionChangeHeaders() {}

    /** One response header. */
    record Header(String name, String value) {}

    static List<Header> of(List<SessionChange> changes) {
        List<Header> headers = new ArrayList<>();
        for (SessionChange change : changes) {
            switch (change) {
                case SessionChange.SetCatalogSchema use -> {
                    use.catalog().ifPresent(catalog -> headers.add(new Header(TrinoHeaders.SET_CATALOG, catalog)));
                    headers.add(new Header(TrinoHeaders.SET_SCHEMA, use.schema()));
                }
                case SessionChange.SetProperty set ->
                    headers.add(new Header(TrinoHeaders.SET_SESSION, set.name() + "=" + encoded(set.value())));
                case SessionChange.ClearProperty clear ->
                    headers.add(new Header(TrinoHeaders.CLEAR_SESSION, clear.name()));
                case SessionChange.SetTimeZone zone ->
                    headers.add(new Header(
                            TrinoHeaders.SET_SESSION, RequestSession.TIME_ZONE_PROPERTY + "=" + encoded(zone.zone())));
                case SessionChange.AddPrepared added ->
                    headers.add(
                            new Header(TrinoHeaders.ADDED_PREPARE, encoded(added.name()) + "=" + encoded(added.sql())));
                case SessionChange.DropPrepared dropped ->
                    headers.add(new Header(TrinoHeaders.DEALLOCATED_PREPARE, encoded(dropped.name())));
                case SessionChange.SetPath set -> headers.add(new Header(TrinoHeaders.SET_PATH, set.path()));
                case SessionChange.SetRole set ->
                    headers.add(new Header(TrinoHeaders.SET_ROLE, SYSTEM_ROLES + "=" + encoded(set.selection())));
                case SessionChange.SetAuthorization set ->
                    headers.add(new Header(TrinoHeaders.SET_AUTHORIZATION_USER, set.user()));
                case SessionChange.ResetAuthorization _ ->
                    headers.add(new Header(TrinoHeaders.RESET_AUTHORIZATION_USER, "true"));
                case SessionChange.StartedTransaction started ->
                    headers.add(new Header(TrinoHeaders.STARTED_TRANSACTION_ID, started.id()));
                case SessionChange.ClearedTransaction _ ->
                    headers.add(new Header(TrinoHeaders.CLEAR_TRANSACTION_ID, "true"));
            }
        }
        return headers;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
