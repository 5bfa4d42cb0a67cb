package io.skein.tests.faults;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A change that was tried, and what its client was told.
 *
 * @param message of the failure
 */
record Attempt(Change change, Outcome outcome, String message) {
    private static final int CONNECTOR_COMMIT_STATE_UNKNOWN = 0x0102_078C;

    /** What a client knows. */
    enum Outcome {
        DONE,
        FAILED,
        UNKNOWN
    }

    /** Runs the change on all workers. */
    static Attempt of(SkeinServer server, Change change, String table) {
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = 'FORCED'");
            statement.execute(change.sql(table));
            return new Attempt(change, Outcome.DONE, "");
        } catch (SQLException failure) {
            return new Attempt(
                    change,
                    // The driver's own failures, as when it loses the server, have no code.
                    failure.getErrorCode() == 0 || failure.getErrorCode() == CONNECTOR_COMMIT_STATE_UNKNOWN
                            ? Outcome.UNKNOWN
                            : Outcome.FAILED,
                    String.valueOf(failure.getMessage()));
        }
    }
}
