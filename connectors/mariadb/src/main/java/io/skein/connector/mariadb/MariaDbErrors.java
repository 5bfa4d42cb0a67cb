package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Refusals;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.StandardErrorCode;
import io.vertx.sqlclient.DatabaseException;
import java.util.Optional;

/** What the server's refusals are called here, by its own numbers: its SQLSTATEs are too coarse. */
final class MariaDbErrors implements Refusals {
    static final int NO_SUCH_TABLE = 1146;

    private static final String BEGIN = "{errorMessage=";

    @Override
    public Optional<ErrorCode> code(DatabaseException refused) {
        return switch (refused.getErrorCode()) {
            case 1007 -> known(StandardErrorCode.SCHEMA_ALREADY_EXISTS);
            case 1008, 1049 -> known(StandardErrorCode.SCHEMA_NOT_FOUND);
            case 1050 -> known(StandardErrorCode.TABLE_ALREADY_EXISTS);
            case 1051, NO_SUCH_TABLE -> known(StandardErrorCode.TABLE_NOT_FOUND);
            case 1060 -> known(StandardErrorCode.COLUMN_ALREADY_EXISTS);
            case 1054, 1091 -> known(StandardErrorCode.COLUMN_NOT_FOUND);
            case 1044, 1142, 1143, 1227, 1370 -> known(StandardErrorCode.PERMISSION_DENIED);
            case 1048, 1062, 1169, 1216, 1217, 1364, 1451, 1452, 3819, 4025 ->
                known(StandardErrorCode.CONSTRAINT_VIOLATION);
            default -> Optional.empty();
        };
    }

    /** Without what the client puts around them. */
    @Override
    public String words(DatabaseException refused) {
        String message = Refusals.super.words(refused);
        String end = ", errorCode=" + refused.getErrorCode() + ", sqlState=" + refused.getSqlState() + "}";
        return message.startsWith(BEGIN) && message.endsWith(end)
                ? message.substring(BEGIN.length(), message.length() - end.length())
                : message;
    }

    private static Optional<ErrorCode> known(StandardErrorCode code) {
        return Optional.of(code.code());
    }
}
