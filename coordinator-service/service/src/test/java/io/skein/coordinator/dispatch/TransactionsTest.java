package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private static final ClientTransaction NONE = new ClientTransaction.None();
    private static final StatementPlan READ =
            new StatementPlan.Command(new CoordinatorCommand.ResetSession("x"), "RESET SESSION");
    private static final StatementPlan WRITE =
            new StatementPlan.Command(new CoordinatorCommand.DropSchema("memory", "s", false), "DROP SCHEMA");
    private static final StatementPlan ROLLBACK =
            new StatementPlan.Command(new CoordinatorCommand.Rollback(), "ROLLBACK");

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Transactions transactions = new Transactions(clock, Duration.ofMinutes(5));

    @Test
    void statementsOutsideMayWrite() {
        assertThatCode(() -> transactions.use(NONE)).doesNotThrowAnyException();
        assertThatCode(() -> transactions.admit(NONE, WRITE)).doesNotThrowAnyException();
        refused(() -> transactions.end(NONE), "NOT_IN_TRANSACTION", "No transaction in progress");
    }

    @Test
    void statementsWithinReadOnly() {
        ClientTransaction writing = begun(false);
        assertThatCode(() -> transactions.admit(writing, READ)).doesNotThrowAnyException();
        refused(
                () -> transactions.admit(writing, WRITE),
                "AUTOCOMMIT_WRITE_CONFLICT",
                "Catalog only supports writes using autocommit: memory");
        ClientTransaction reading = begun(true);
        refused(
                () -> transactions.admit(reading, WRITE),
                "READ_ONLY_VIOLATION",
                "Cannot execute write in a read-only transaction");
    }

    @Test
    void nothingButRollbackFollowsAFailure() {
        ClientTransaction transaction = begun(false);
        transactions.fail(transaction);

        refused(
                () -> transactions.admit(transaction, READ),
                "TRANSACTION_ALREADY_ABORTED",
                "Current transaction is aborted, commands ignored until end of transaction block");
        assertThatCode(() -> transactions.admit(transaction, ROLLBACK)).doesNotThrowAnyException();
    }

    @Test
    void endedAndIdleOnesAreUnknown() {
        ClientTransaction ended = begun(false);
        transactions.end(ended);
        refused(
                () -> transactions.use(ended),
                "UNKNOWN_TRANSACTION",
                "Unknown transaction ID: " + ended.openId().orElseThrow()
                        + ". Possibly expired? Commands ignored until end of transaction block");

        ClientTransaction idle = begun(false);
        clock.advance(Duration.ofMinutes(4));
        transactions.use(idle);
        clock.advance(Duration.ofMinutes(4));
        transactions.use(idle);
        clock.advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> transactions.use(idle)).isInstanceOf(SkeinException.class);
    }

    @Test
    void theyDoNotNestAndNeedAClientThatFollows() {
        ClientTransaction transaction = begun(false);
        refused(() -> transactions.begin(transaction, false), "NOT_SUPPORTED", "Nested transactions not supported");
        refused(
                () -> transactions.begin(new ClientTransaction.Unsupported(), false),
                "INCOMPATIBLE_CLIENT",
                "Client does not support transactions");
    }

    private ClientTransaction begun(boolean readOnly) {
        return new ClientTransaction.Open(transactions.begin(NONE, readOnly));
    }

    private static void refused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SkeinException.class, failure -> {
            assertThat(failure.code().name()).isEqualTo(code);
            assertThat(failure).hasMessage(message);
        });
    }
}
