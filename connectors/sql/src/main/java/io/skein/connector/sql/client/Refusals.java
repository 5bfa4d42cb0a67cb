package io.skein.connector.sql.client;

import io.skein.spi.error.ErrorCode;
import io.vertx.sqlclient.DatabaseException;
import java.util.Optional;

/** What a database's refusals are called here. */
public interface Refusals {
    /** Empty for those without a name of their own. */
    Optional<ErrorCode> code(DatabaseException refused);

    /** What the database says about it. */
    default String words(DatabaseException refused) {
        return String.valueOf(refused.getMessage());
    }
}
