package io.skein.connector.postgresql;

import io.skein.connector.sql.client.RemoteSession;
import java.util.Optional;

/** The transactions that rows are read in. */
final class ScanTransaction {
    private static final String BEGIN = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private ScanTransaction() {}

    /** One moment for all that a statement reads, or that of a snapshot; bytes in arrays as we read them. */
    static String text(Optional<String> snapshot) {
        return BEGIN
                + snapshot.map(name -> "; SET TRANSACTION SNAPSHOT " + PostgresDialect.text(name))
                        .orElse("") + "; SET LOCAL bytea_output = 'hex'";
    }

    /** Begins a transaction whose moment others can have as long as it lasts; answers the server's name for it. */
    static String export(RemoteSession session) {
        session.begin(BEGIN);
        return session.run("SELECT pg_catalog.pg_export_snapshot()")
                .iterator()
                .next()
                .getString(0);
    }
}
