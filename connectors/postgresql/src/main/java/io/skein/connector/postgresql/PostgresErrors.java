package io.skein.connector.postgresql;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.StandardErrorCode;
import io.vertx.sqlclient.DatabaseException;
import java.util.Optional;

/** What PostgreSQL's refusals are called here. */
final class PostgresErrors {
    static final String UNDEFINED_TABLE = "42P01";

    private PostgresErrors() {}

    /** Empty for those without a name of their own. */
    static Optional<ErrorCode> code(DatabaseException refused) {
        return switch (String.valueOf(refused.getSqlState())) {
            case "42P06" -> known(StandardErrorCode.SCHEMA_ALREADY_EXISTS);
            case "3F000" -> known(StandardErrorCode.SCHEMA_NOT_FOUND);
            case "42P07" -> known(StandardErrorCode.TABLE_ALREADY_EXISTS);
            case UNDEFINED_TABLE -> known(StandardErrorCode.TABLE_NOT_FOUND);
            case "42701" -> known(StandardErrorCode.COLUMN_ALREADY_EXISTS);
            case "42703" -> known(StandardErrorCode.COLUMN_NOT_FOUND);
            case "22003" -> known(StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
            // Others have changed meanwhile what a transaction changes, or wait for each other.
            case "40001", "40P01" -> known(StandardErrorCode.TRANSACTION_CONFLICT);
            case "42501" -> known(StandardErrorCode.PERMISSION_DENIED);
            case "23502", "23503", "23505", "23514", "23P01" -> known(StandardErrorCode.CONSTRAINT_VIOLATION);
            default -> Optional.empty();
        };
    }

    private static Optional<ErrorCode> known(StandardErrorCode code) {
        return Optional.of(code.code());
    }
}
