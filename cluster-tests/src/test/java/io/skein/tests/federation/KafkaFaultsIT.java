package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.KafkaServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users are told when brokers or the schema registry are not there, and what becomes of other catalogs. */
class KafkaFaultsIT {
    private static final int KAFKA_SPLIT_ERROR = 0x0102_0000;
    private static final int KAFKA_SCHEMA_ERROR = 0x0102_0001;
    private static final long MESSAGES = 20_000;

    private static KafkaServer kafka;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.own();
        kafka.create("few", 1, Map.of());
        for (int i = 0; i < MESSAGES; i++) {
            kafka.send("few", 0, KafkaTopics.START, "x".repeat(100) + i);
        }
        kafka.flush();
        List<String> good =
                List.of("kafka.nodes=" + kafka.nodes(), "kafka.table-names=few", "kafka.request-timeout=10s");
        server = KafkaCatalogs.start(
                Map.of(
                        "kafka",
                        good,
                        "secured",
                        with(kafka.secured(KafkaServer.PASSWORD)),
                        "wrong",
                        with(kafka.secured("wrong-password")),
                        "untrusted",
                        with(kafka.secured(KafkaServer.PASSWORD).stream()
                                .filter(line -> !line.contains("truststore"))
                                .toList()),
                        "nowhere",
                        List.of("kafka.nodes=127.0.0.1:1", "kafka.table-names=few", "kafka.request-timeout=3s"),
                        "unresolved",
                        List.of("kafka.nodes=no-such-host.invalid:9092", "kafka.table-names=few"),
                        "schemaless",
                        List.of(
                                "kafka.nodes=" + kafka.nodes(),
                                "kafka.table-description-supplier=CONFLUENT",
                                "kafka.confluent-schema-registry-url=http://127.0.0.1:1"),
                        "mistyped",
                        List.of("kafka.nodes=" + kafka.nodes(), "kafka.table-names=few", "kafka.mesages-per-split=5")),
                "cluster",
                "--workers",
                "2");
    }

    private static List<String> with(List<String> lines) {
        return Stream.concat(lines.stream(), Stream.of("kafka.table-names=few")).toList();
    }

    @Test
    void securedBrokersAreReadWithTheirPassword() {
        assertThat(Jdbc.query(server, "SELECT count(*) FROM secured.\"default\".few"))
                .containsExactly(List.of(MESSAGES));
        assertFails(
                "SELECT * FROM wrong.\"default\".few",
                KAFKA_SPLIT_ERROR,
                "Catalog 'wrong': Authentication failed: Invalid username or password");
        assertFails(
                "SELECT * FROM untrusted.\"default\".few",
                KAFKA_SPLIT_ERROR,
                "Catalog 'untrusted': SSL handshake failed");
        assertThat(server.log()).doesNotContain(KafkaServer.PASSWORD).doesNotContain("wrong-password");
    }

    @AfterAll
    static void stop() {
        server.close();
        kafka.close();
    }

    private static void assertFails(String sql, int code, String message) {
        long began = System.nanoTime();
        Jdbc.Failure failure = Jdbc.failure(server, sql);
        assertThat(failure.message()).contains(message).doesNotContain("Exception");
        assertThat(failure.code()).isEqualTo(code);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
        assertThat(Jdbc.query(server, "SELECT count(*) FROM tpch.tiny.nation")).containsExactly(List.of(25L));
    }

    @Test
    void aCatalogThatCannotBeUsedSaysWhy() {
        assertFails(
                "SELECT * FROM nowhere.\"default\".few",
                KAFKA_SPLIT_ERROR,
                "Catalog 'nowhere': no answer of 127.0.0.1:1 within 3 s for topic 'few'");
        assertFails(
                "SELECT * FROM unresolved.\"default\".few",
                KAFKA_SPLIT_ERROR,
                "Catalog 'unresolved': No resolvable bootstrap urls given in bootstrap.servers");
        assertFails(
                "SELECT * FROM schemaless.\"default\".few",
                KAFKA_SCHEMA_ERROR,
                "Catalog 'schemaless': the schema registry http://127.0.0.1:1 cannot be used");
        assertThat(Jdbc.failure(server, "SHOW SCHEMAS FROM mistyped").message())
                .contains("unknown property 'kafka.mesages-per-split', did you mean 'kafka.messages-per-split'?");
    }

    @Test
    void brokersThatComeBackAreUsedAgain() {
        String sum = "SELECT count(*), sum(CAST(substr(payload, 101) AS bigint)) FROM kafka.\"default\".few";
        List<Object> all = List.of(MESSAGES, MESSAGES * (MESSAGES - 1) / 2);
        assertThat(Jdbc.query(server, sum)).containsExactly(all);
        kafka.kill();
        try {
            assertFails(sum, KAFKA_SPLIT_ERROR, "Catalog 'kafka': no answer of " + kafka.nodes() + " within 10 s");
            assertFails(
                    "INSERT INTO kafka.\"default\".few VALUES ('y')",
                    KAFKA_SPLIT_ERROR,
                    "Catalog 'kafka': no answer of " + kafka.nodes() + " within 10 s");
        } finally {
            kafka.restart();
        }
        assertThat(Jdbc.query(server, sum)).containsExactly(all);
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @Test
    void aScanThatIsNotWantedAnyMoreEnds() {
        assertThat(Jdbc.query(server, "SELECT payload FROM kafka.\"default\".few LIMIT 3"))
                .hasSize(3);
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }
}
