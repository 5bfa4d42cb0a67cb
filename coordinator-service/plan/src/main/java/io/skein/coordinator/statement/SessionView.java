package io.skein.coordinator.statement;

import io.skein.spi.id.QueryId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the front end sees of a session, fixed for one statement.
 *
 * @param groups the user's
 * @param start the statement's now()
 * @param properties session properties as given; the front end reads {@code distribution} (AUTOMATIC, FORCED, SINGLE), {@code join_distribution_type},
 *     {@code join_reordering_strategy}
 * @param preparedStatements statement text by name
 * @param client what the client has beside the session: what it can do, its path, its transaction
 */
public record SessionView(
        QueryId query,
        String user,
        Set<String> groups,
        Optional<String> catalog,
        Optional<String> schema,
        ZoneId timeZone,
        Instant start,
        Map<String, String> properties,
        Map<String, String> preparedStatements,
        ClientView client) {
    public SessionView {
        groups = Set.copyOf(groups);
        properties = Map.copyOf(properties);
        preparedStatements = Map.copyOf(preparedStatements);
    }

    /** The same session with these properties instead. */
    public SessionView with(Map<String, String> otherProperties) {
        return new SessionView(
                query, user, groups, catalog, schema, timeZone, start, otherProperties, preparedStatements, client);
    }
}
