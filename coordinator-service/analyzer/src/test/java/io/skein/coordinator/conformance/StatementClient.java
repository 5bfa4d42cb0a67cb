package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;

/** Runs statements one after the other, as one client's session. */
record StatementClient(LocalEngine engine, LocalSession session) {
    StatementClient(LocalEngine engine) {
        this(engine, new LocalSession());
    }

    Answer answer(String sql) {
        Answer answer = engine.execute(sql, session);
        assertThat(answer.error()).as(sql).isNull();
        return answer;
    }

    List<Object> rows(String sql) {
        return List.copyOf(answer(sql).rows());
    }

    void done(String sql) {
        answer(sql);
    }

    /** The error's name and message. */
    String failure(String sql) {
        Answer.Failure failure = engine.execute(sql, session).error();
        assertThat(failure).as(sql).isNotNull();
        return Objects.requireNonNull(failure).name() + ": " + failure.message();
    }
}
