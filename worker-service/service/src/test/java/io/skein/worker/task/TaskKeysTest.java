package io.skein.worker.task;

import static io.skein.worker.WorkerFixture.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.id.TaskId;
import io.skein.spi.type.Type;
import io.skein.worker.WorkerFixture;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.summary.KeyRequest;
import io.skein.worker.task.TaskSpecification.Partitioning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks say of the keys of their rows. */
class TaskKeysTest {
    private static final OutputSchema NUMBER = columns("n bigint");

    @TempDir
    Path directory;

    private static TaskSpecification summing(String id, String sql) {
        return new TaskSpecification(
                TaskId.parse(id),
                sql,
                List.of(),
                NUMBER,
                Partitioning.SINGLE,
                1,
                KernelSettings.DEFAULT,
                Optional.empty(),
                List.of(new KeyRequest("df_1", 0, Type.Simple.BIGINT)));
    }

    @Test
    void saysWhatKeysItsRowsHaveBeforeAnybodyFetchesThem() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(summing("q.2.0", "SELECT 10 * range AS n FROM range(3)"));
            Awaitility.await().until(() -> !fixture.status(0, "q.2.0").keys().isEmpty());
            assertThat(fixture.status(0, "q.2.0").keys())
                    .isEqualTo(Map.of(
                            "df_1",
                            Optional.of(new Domain(
                                    Type.Simple.BIGINT,
                                    List.of(Range.equal(0L), Range.equal(10L), Range.equal(20L)),
                                    false))));
            fixture.end("q");
        }
    }

    @Test
    void aTaskThatCannotGoOnKnowsNoKeys() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(summing("q.2.0", "SELECT range AS n FROM range(10000000)"));
            Awaitility.await().until(() -> !fixture.status(0, "q.2.0").keys().isEmpty());
            assertThat(fixture.status(0, "q.2.0").keys()).isEqualTo(Map.of("df_1", Optional.empty()));
            fixture.end("q");
        }
    }
}
