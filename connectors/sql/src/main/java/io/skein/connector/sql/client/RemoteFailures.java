package io.skein.connector.sql.client;

import io.skein.connector.sql.SqlErrorCode;
import io.skein.spi.error.SkeinException;
import io.vertx.sqlclient.DatabaseException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Failures of the client as errors for the user: the database's own words after the catalog's name.
 *
 * @param address where the database is, for messages
 * @param refusals their codes; JDBC_ERROR where there is none
 */
public record RemoteFailures(String catalog, String address, Refusals refusals) {
    SkeinException of(FailedAnswer failed, Duration limit) {
        @Nullable Throwable cause = failed.getCause();
        if (cause instanceof DatabaseException refused) {
            return new SkeinException(
                    refusals.code(refused).orElse(SqlErrorCode.JDBC_ERROR.code()), text(refused), cause);
        }
        String reason = failed.late()
                ? "no answer of " + address + " within " + limit.toSeconds() + " s"
                : cause == null || cause.getMessage() == null ? address + " cannot be reached" : cause.getMessage();
        return unavailable(reason, cause);
    }

    /** The database cannot be used; the reason is for the user. */
    public SkeinException unavailable(String reason, @Nullable Throwable cause) {
        return new SkeinException(SqlErrorCode.JDBC_ERROR.code(), "Catalog '" + catalog + "': " + reason, cause);
    }

    private String text(DatabaseException refused) {
        return "Catalog '" + catalog + "': " + refusals.words(refused);
    }

    /** Whether the database said no, so that surely nothing has happened; otherwise the answer may just have been lost. */
    public static boolean refused(SkeinException failure) {
        return failure.getCause() instanceof DatabaseException;
    }

    /** The SQLSTATE that the database refused with. */
    public static Optional<String> state(SkeinException failure) {
        return failure.getCause() instanceof DatabaseException refused
                ? Optional.ofNullable(refused.getSqlState())
                : Optional.empty();
    }

    /** The database's own number for why it refused. */
    public static OptionalInt number(SkeinException failure) {
        return failure.getCause() instanceof DatabaseException refused
                ? OptionalInt.of(refused.getErrorCode())
                : OptionalInt.empty();
    }
}
