package io.skein.coordinator.session;

import java.util.Optional;

/** What a statement changes in the client's session. */
public sealed interface SessionChange {
    record SetCatalogSchema(Optional<String> catalog, String schema) implements SessionChange {}

    record SetProperty(String name, String value) implements SessionChange {}

    record ClearProperty(String name) implements SessionChange {}

    record SetTimeZone(String zone) implements SessionChange {}

    record AddPrepared(String name, String sql) implements SessionChange {}

    record DropPrepared(String name) implements SessionChange {}

    record SetPath(String path) implements SessionChange {}

    record SetRole(String selection) implements SessionChange {}

    record SetAuthorization(String user) implements SessionChange {}

    record ResetAuthorization() implements SessionChange {}

    record StartedTransaction(String id) implements SessionChange {}

    record ClearedTransaction() implements SessionChange {}
}
