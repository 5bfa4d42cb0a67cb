package io.skein.coordinator.session;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client's session, as the door knows it for one statement.
 *
 * @param groups of the user, from the auth service
 * @param preparedStatements statement text by name
 * @param path the schemas where functions are looked for, as SET PATH wrote them
 * @param originalUser who the client is; another than the user after SET SESSION AUTHORIZATION
 */
public record Session(
        String user,
        Set<String> groups,
        Optional<String> source,
        Optional<String> catalog,
        Optional<String> schema,
        ZoneId timeZone,
        Locale locale,
        Set<String> clientTags,
        Set<String> clientCapabilities,
        Optional<String> traceToken,
        Optional<String> clientInfo,
        Map<String, String> properties,
        Map<String, String> preparedStatements,
        ClientTransaction transaction,
        Optional<String> path,
        String originalUser) {
    public Session {
        groups = Set.copyOf(groups);
        clientTags = Set.copyOf(clientTags);
        clientCapabilities = Set.copyOf(clientCapabilities);
        properties = Map.copyOf(properties);
        preparedStatements = Map.copyOf(preparedStatements);
    }
}
