package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueryStateMachineTest {
    private static final SkeinException FAILURE =
            new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final QueryStateMachine machine = new QueryStateMachine(clock);

    @Test
    void aQueryGoesThroughAllStates() {
        assertThat(machine.state().name()).isEqualTo(QueryInfo.State.QUEUED);
        assertThat(machine.admitted()).isTrue();
        assertThat(machine.starting()).isTrue();
        assertThat(machine.running()).isTrue();
        assertThat(machine.finishing()).isTrue();
        assertThat(machine.finished()).isTrue();
        assertThat(machine.state().name()).isEqualTo(QueryInfo.State.FINISHED);
        assertThat(machine.ended()).isCompleted();
        assertThat(machine.failure()).isEmpty();
    }

    @Test
    void aStatementWithoutTasksGoesFromPlanningToFinishing() {
        machine.admitted();
        assertThat(machine.finishing()).isTrue();
        assertThat(machine.finished()).isTrue();
    }

    @Test
    void statesAreNotSkippedOtherwise() {
        assertThat(machine.starting()).isFalse();
        assertThat(machine.running()).isFalse();
        assertThat(machine.finishing()).isFalse();
        assertThat(machine.finished()).isFalse();
        assertThat(machine.state().name()).isEqualTo(QueryInfo.State.QUEUED);
    }

    @Test
    void theFirstEndStays() {
        machine.admitted();
        assertThat(machine.failed(FAILURE)).isTrue();
        assertThat(machine.failed(new SkeinException(StandardErrorCode.USER_CANCELED, "later")))
                .isFalse();
        assertThat(machine.finishing()).isFalse();
        assertThat(machine.failure()).containsSame(FAILURE);
    }

    @Test
    void aFinishedQueryCannotFail() {
        machine.admitted();
        machine.finishing();
        machine.finished();
        assertThat(machine.failed(FAILURE)).isFalse();
        assertThat(machine.state().name()).isEqualTo(QueryInfo.State.FINISHED);
    }

    @Test
    void timesAreThoseOfTheTransitions() {
        clock.advance(Duration.ofSeconds(2));
        machine.admitted();
        clock.advance(Duration.ofSeconds(3));
        machine.failed(FAILURE);
        clock.advance(Duration.ofSeconds(10));
        assertThat(machine.queued()).isEqualTo(Duration.ofSeconds(2));
        assertThat(machine.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(machine.endedAt()).contains(Instant.EPOCH.plusSeconds(5));
    }

    @Test
    void aQueryThatFailsInTheQueueWasQueuedAllItsTime() {
        clock.advance(Duration.ofSeconds(4));
        machine.failed(FAILURE);
        assertThat(machine.queued()).isEqualTo(Duration.ofSeconds(4));
    }
}
