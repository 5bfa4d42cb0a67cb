package io.skein.coordinator.dispatch;

import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The transactions that clients have begun. Every statement commits by itself, so a transaction holds nothing back: statements in it read, and those
 * that write are refused.
 */
final class Transactions {
    private final Clock clock;
    private final Duration idleTimeout;
    private final Map<String, Transaction> open = new ConcurrentHashMap<>();

    /** @param idleTimeout after which a transaction that no statement uses is forgotten */
    Transactions(Clock clock, Duration idleTimeout) {
        this.clock = clock;
        this.idleTimeout = idleTimeout;
    }

    private record Transaction(boolean readOnly, boolean aborted, Instant lastUsed) {
        Transaction at(Instant now) {
            return new Transaction(readOnly, aborted, now);
        }

        Transaction failed() {
            return new Transaction(readOnly, true, lastUsed);
        }
    }

    /** Begins one and gives its id. */
    String begin(ClientTransaction client, boolean readOnly) {
        switch (client) {
            case ClientTransaction.Unsupported _ ->
                throw new SkeinException(StandardErrorCode.INCOMPATIBLE_CLIENT, "Client does not support transactions");
            case ClientTransaction.Open _ ->
                throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Nested transactions not supported");
            case ClientTransaction.None _ -> {}
        }
        Instant now = clock.instant();
        open.values().removeIf(transaction -> expired(transaction, now));
        String id = UUID.randomUUID().toString();
        open.put(id, new Transaction(readOnly, false, now));
        return id;
    }

    /** Fails for a transaction that is not known, which is then used now. */
    void use(ClientTransaction client) {
        Instant now = clock.instant();
        client.openId().ifPresent(id -> {
            open.computeIfPresent(id, (_, known) -> expired(known, now) ? null : known.at(now));
            if (!open.containsKey(id)) {
                throw new SkeinException(
                        StandardErrorCode.UNKNOWN_TRANSACTION,
                        "Unknown transaction ID: " + id
                                + ". Possibly expired? Commands ignored until end of transaction block");
            }
        });
    }

    /** Fails for a statement that may not be part of the client's transaction. */
    void admit(ClientTransaction client, StatementPlan plan) {
        boolean ends = plan instanceof StatementPlan.Command command
                && command.command() instanceof CoordinatorCommand.Rollback;
        Optional<Transaction> transaction = client.openId().flatMap(id -> Optional.ofNullable(open.get(id)));
        transaction.filter(known -> known.aborted() && !ends).ifPresent(_ -> {
            throw new SkeinException(
                    StandardErrorCode.TRANSACTION_ALREADY_ABORTED,
                    "Current transaction is aborted, commands ignored until end of transaction block");
        });
        transaction.ifPresent(known -> written(plan).ifPresent(catalog -> {
            throw known.readOnly()
                    ? new SkeinException(
                            StandardErrorCode.READ_ONLY_VIOLATION, "Cannot execute write in a read-only transaction")
                    : new SkeinException(
                            StandardErrorCode.AUTOCOMMIT_WRITE_CONFLICT,
                            "Catalog only supports writes using autocommit: " + catalog);
        }));
    }

    /** The catalog that the plan would change. */
    private static Optional<String> written(StatementPlan plan) {
        return switch (plan) {
            case StatementPlan.Write write -> Optional.of(write.target().catalog());
            case StatementPlan.Command command
            when command.command() instanceof CoordinatorCommand.CatalogChange change -> Optional.of(change.catalog());
            case StatementPlan.Explain explain when explain.analyze() -> written(explain.statement());
            default -> Optional.empty();
        };
    }

    /** A statement of it has failed: nothing but its end is left. */
    void fail(ClientTransaction client) {
        client.openId().ifPresent(id -> open.computeIfPresent(id, (_, known) -> known.failed()));
    }

    /** COMMIT or ROLLBACK. */
    void end(ClientTransaction client) {
        String id = client.openId()
                .orElseThrow(
                        () -> new SkeinException(StandardErrorCode.NOT_IN_TRANSACTION, "No transaction in progress"));
        open.remove(id);
    }

    private boolean expired(Transaction transaction, Instant now) {
        return transaction.lastUsed().plus(idleTimeout).isBefore(now);
    }
}
