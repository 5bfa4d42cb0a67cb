package io.skein.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TPC-H at scale factor 1: the cluster that distributes everything answers what the single fragment answers. */
@Tag("full")
class ScaleOneIT {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void distributedAnswerIsTheSingleFragmentsAnswer(int number) throws Exception {
        String sql = query(number);
        RestSession single = new RestSession(Servers.standalone().httpAddress());
        single.execute("USE tpch.sf1");
        RestSession distributed = new RestSession(Servers.cluster().httpAddress());
        distributed.execute("USE tpch.sf1");
        distributed.setProperty("distribution", "FORCED");

        Answer expected = single.execute(sql);

        assertThat(expected.failure()).isEmpty();
        assertThat(expected.rows()).isNotEmpty();
        assertThat(Comparison.difference(
                        new ConformanceStatement("q" + number, sql, false, false, expected), distributed.execute(sql)))
                .isEmpty();
    }

    private static String query(int number) throws IOException {
        String resource = "/tpch/q%02d.sql".formatted(number);
        try (InputStream text = Objects.requireNonNull(ScaleOneIT.class.getResourceAsStream(resource), resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
