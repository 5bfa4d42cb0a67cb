package io.skein.connector.sql.metadata;

import io.skein.connector.sql.query.RemoteColumn;
import java.util.Optional;

/**
 * A column as it is in the database.
 *
 * @param name in its exact case
 * @param readable what to read for it, under the name that statements know; empty where its type has no counterpart
 */
public record FoundColumn(String name, boolean nullable, Optional<String> comment, Optional<RemoteColumn> readable) {}
