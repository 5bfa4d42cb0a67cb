package io.skein.coordinator.statement;

import io.skein.spi.connector.CatalogSchemaName;
import java.util.Optional;
import java.util.Set;

/**
 * What the front end sees of the client.
 *
 * @param capabilities what it says that it can do, {@code PATH} for example
 * @param path the schemas where functions are looked for, as SET PATH wrote them
 * @param functionSchema where functions of bare names are made
 * @param originalUser who it is; statements run as another user after SET SESSION AUTHORIZATION
 * @param inTransaction whether START TRANSACTION has begun one
 */
public record ClientView(
        Set<String> capabilities,
        Optional<String> path,
        Optional<CatalogSchemaName> functionSchema,
        String originalUser,
        boolean inTransaction) {
    public ClientView {
        capabilities = Set.copyOf(capabilities);
    }

    /** A client that can do nothing but ask. */
    public static ClientView plain(String user) {
        return new ClientView(Set.of(), Optional.empty(), Optional.empty(), user, false);
    }

    /** The same with another path. */
    public ClientView withPath(String replacement) {
        return new ClientView(capabilities, Optional.of(replacement), functionSchema, originalUser, inTransaction);
    }
}
