package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final List<String> started = new ArrayList<>();

    @Test
    void queriesBeyondTheLimitWaitForTheirTurn() {
        Admission admission = new Admission(1, 2);
        admission.enter(() -> started.add("a"));
        admission.enter(() -> started.add("b"));
        admission.enter(() -> started.add("c"));
        assertThat(started).containsExactly("a");
        admission.leave();
        assertThat(started).containsExactly("a", "b");
        admission.leave();
        admission.leave();
        assertThat(started).containsExactly("a", "b", "c");
        assertThat(admission.runningCount()).isZero();
    }

    @Test
    void aFullQueueRefuses() {
        Admission admission = new Admission(1, 1);
        admission.enter(() -> started.add("a"));
        admission.enter(() -> started.add("b"));
        assertThatThrownBy(() -> admission.enter(() -> started.add("c")))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.QUERY_QUEUE_FULL.code()))
                .hasMessage("Too many queued queries for \"global\"");
    }

    @Test
    void aWithdrawnQueryDoesNotStart() {
        Admission admission = new Admission(1, 1);
        Runnable second = () -> started.add("b");
        admission.enter(() -> started.add("a"));
        admission.enter(second);
        assertThat(admission.withdraw(second)).isTrue();
        admission.leave();
        assertThat(started).containsExactly("a");
        assertThat(admission.queuedCount()).isZero();
        assertThat(admission.runningCount()).isZero();
    }
}
