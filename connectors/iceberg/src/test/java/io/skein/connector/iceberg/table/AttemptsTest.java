package io.skein.connector.iceberg.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<RuntimeException> failures = new ArrayList<>();
    private int attempts;

    private void attempt() {
        attempts++;
        if (!failures.isEmpty()) {
            throw failures.removeFirst();
        }
    }

    @Test
    void aLostRaceIsRunAgain() {
        failures.add(new CommitFailedException("lost"));
        failures.add(new CommitFailedException("lost again"));
        Attempts.repeat(CommitFailedException.class, this::attempt);
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void otherFailuresAndTooManyAreTold() {
        failures.add(new IllegalStateException("other"));
        assertThatThrownBy(() -> Attempts.repeat(CommitFailedException.class, this::attempt))
                .hasMessage("other");
        assertThat(attempts).isEqualTo(1);

        for (int i = 1; i <= 9; i++) {
            failures.add(new CommitFailedException("lost %d", i));
        }
        assertThatThrownBy(() -> Attempts.repeat(CommitFailedException.class, this::attempt))
                .hasMessage("lost 5");
    }
}
