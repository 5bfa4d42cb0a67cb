package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.KafkaServer;
import io.trino.jdbc.TrinoResultSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds on one server and on several workers alike. */
abstract class KafkaQueries {
    /** Starts Skein over the shared topics. */
    static SkeinProcess start(String... command) {
        List<String> topics = KafkaTopics.catalog();
        List<String> trusting = new ArrayList<>(topics);
        trusting.addAll(List.of(
                "kafka.timestamp-upper-bound-force-push-down-enabled=true",
                "kafka.hide-internal-columns=false",
                "kafka.internal-column-prefix=kafka_"));
        return KafkaCatalogs.start(
                Map.of(
                        "kafka",
                        topics,
                        "trusting",
                        trusting,
                        "matching",
                        List.of(topics.getFirst(), "kafka.topic-pattern=events[.].*"),
                        "missing",
                        List.of(topics.getFirst(), "kafka.table-names=nothing")),
                command);
    }

    abstract SkeinProcess server();

    private List<List<Object>> query(String sql) {
        return Jdbc.query(server(), sql);
    }

    private String failure(String sql) {
        return Jdbc.failure(server(), sql).message();
    }

    /** How many messages the statement had fetched. */
    private long fetched(String sql) {
        try (Connection connection = Jdbc.connect(server());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
            return rows.unwrap(TrinoResultSet.class).getStats().getProcessedRows();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Test
    void readsATopicOfTextsAsItComes() {
        List<List<Object>> rows = query("""
            SELECT
                _partition_id,
                _partition_offset,
                JSON_EXTRACT_SCALAR(payload, '$.event_type') AS event_type,
                JSON_EXTRACT_SCALAR(payload, '$.user_id')    AS user_id,
                CAST(JSON_EXTRACT_SCALAR(payload, '$.amount') AS DOUBLE) AS amount
            FROM kafka.events.page_views
            WHERE _timestamp > NOW() - INTERVAL '5' MINUTE
            LIMIT 1000\
            """);
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        List.of(0L, 10L, "buy", "late0", 0.25),
                        List.of(1L, 10L, "buy", "late1", 1.25),
                        List.of(2L, 10L, "buy", "late2", 2.25));
    }

    @Test
    void aTimeBeforeNowDecidesWhatIsFetched() {
        assertThat(fetched(
                        "SELECT payload FROM kafka.events.page_views WHERE _timestamp > NOW() - INTERVAL '5' MINUTE"))
                .isEqualTo(KafkaTopics.RECENT);
        assertThat(fetched("SELECT payload FROM kafka.events.page_views")).isEqualTo(33);
    }

    @Test
    void partitionsOffsetsAndTimesDecideWhatIsFetched() {
        String from = "SELECT payload FROM kafka.\"default\".numbers WHERE ";
        int each = KafkaTopics.NUMBERS / KafkaTopics.PARTITIONS;

        assertThat(fetched(from + "_partition_id = 1")).isEqualTo(each);
        assertThat(fetched(from + "_partition_id IN (0, 2)")).isEqualTo(2 * each);
        assertThat(fetched(from + "_partition_id > 5")).isZero();
        assertThat(fetched(from + "_partition_offset BETWEEN 10 AND 19")).isEqualTo(30);
        assertThat(fetched(from + "_partition_offset >= 990 AND _partition_id = 0"))
                .isEqualTo(10);
        assertThat(fetched(from + "_partition_offset < 5 OR _partition_offset > 996"))
                .isEqualTo(24);
        // Message 2990 and later; an upper bound does not end the scan, as timestamps come from producers.
        assertThat(fetched(from + "_timestamp >= TIMESTAMP '2023-11-14 23:03:10'"))
                .isEqualTo(10);
        assertThat(fetched(from + "_timestamp <= TIMESTAMP '2023-11-14 22:13:29'"))
                .isEqualTo(KafkaTopics.NUMBERS);
        assertThat(fetched("SELECT payload FROM trusting.\"default\".numbers WHERE kafka_timestamp <= TIMESTAMP"
                        + " '2023-11-14 22:13:29'"))
                .isEqualTo(10);
        assertThat(query("SELECT count(*), min(CAST(payload AS integer)) FROM kafka.\"default\".numbers "
                        + "WHERE _timestamp > TIMESTAMP '2023-11-14 23:03:10'"))
                .containsExactly(List.of(9L, 2991));
        assertThat(query("SELECT count(*) FROM kafka.\"default\".numbers WHERE _timestamp <= TIMESTAMP"
                        + " '2023-11-14 22:13:29'"))
                .containsExactly(List.of(10L));
    }

    @Test
    void aLimitReadsNoMoreOfAPartition() {
        assertThat(query("SELECT payload FROM kafka.\"default\".numbers LIMIT 7"))
                .hasSize(7);
        assertThat(fetched("SELECT payload FROM kafka.\"default\".numbers LIMIT 7"))
                .isBetween(7L, 7L * KafkaTopics.PARTITIONS);
        assertThat(query("SELECT count(*) FROM (SELECT 1 FROM kafka.\"default\".numbers LIMIT 2999)"))
                .containsExactly(List.of(2999L));
    }

    @Test
    void everyMessageIsReadOnce() {
        assertThat(query("SELECT count(*), sum(CAST(payload AS bigint)), count(DISTINCT payload),"
                        + " max(_partition_offset), min(_timestamp), max(_timestamp) FROM"
                        + " kafka.\"default\".numbers"))
                .containsExactly(List.of(
                        3000L,
                        4_498_500L,
                        3000L,
                        999L,
                        Timestamp.valueOf("2023-11-14 22:13:20"),
                        Timestamp.valueOf("2023-11-14 23:03:19")));
        assertThat(query("SELECT n.name FROM kafka.\"default\".numbers t JOIN tpch.tiny.nation n ON n.nationkey"
                        + " = CAST(t.payload AS bigint) WHERE t._partition_id = 1 AND n.regionkey = 4"
                        + " ORDER BY 1"))
                .containsExactly(List.of("EGYPT"), List.of("IRAN"), List.of("JORDAN"));
    }

    @Test
    void internalColumnsTellOfTheMessage() {
        assertThat(query("SELECT _partition_id, _partition_offset, _message, _message_length, _key, _key_length, "
                        + "_message_corrupt, _key_corrupt, _timestamp, payload, from_utf8(_headers['trace'][2]) "
                        + "FROM kafka.\"default\".odd WHERE _partition_offset = 0"))
                .containsExactly(List.of(
                        0L,
                        0L,
                        "a\uFFFDz",
                        3L,
                        "schlüssel",
                        10L,
                        false,
                        false,
                        Timestamp.valueOf("2023-11-14 22:13:20.123"),
                        "a\uFFFDz",
                        "t2"));
        assertThat(query("SELECT _message, _message_length, _key, _key_length, _message_corrupt, payload, "
                        + "cardinality(_headers) FROM kafka.\"default\".odd WHERE _partition_offset = 1"))
                .containsExactly(Arrays.asList(null, 0L, null, 0L, false, null, 0L));
        assertThat(query("DESCRIBE kafka.\"default\".numbers")).hasSize(1);
        assertThat(query("DESCRIBE trusting.\"default\".numbers"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly(
                        "payload varchar",
                        "kafka_partition_id bigint",
                        "kafka_partition_offset bigint",
                        "kafka_message_corrupt boolean",
                        "kafka_message varchar",
                        "kafka_headers map(varchar, array(varbinary))",
                        "kafka_message_length bigint",
                        "kafka_key_corrupt boolean",
                        "kafka_key varchar",
                        "kafka_key_length bigint",
                        "kafka_timestamp timestamp(3)");
    }

    @Test
    void jsonIsDecodedAndWhatIsNoneIsCorrupt() {
        assertThat(query("SELECT _partition_offset, shop, id, name, price, paid, CAST(at AS varchar), "
                        + "json_format(CAST(sizes AS json)), _key_corrupt, _message_corrupt "
                        + "FROM kafka.\"default\".json_orders ORDER BY 1"))
                .containsExactly(
                        Arrays.asList(
                                0L,
                                7,
                                1L,
                                "äpfel",
                                new java.math.BigDecimal("2.50"),
                                true,
                                "2024-02-29 10:11:12.123",
                                "[1,null,3]",
                                false,
                                false),
                        Arrays.asList(1L, 8, 2L, null, null, null, null, null, false, false),
                        Arrays.asList(2L, null, null, null, null, null, null, null, true, true),
                        Arrays.asList(3L, 9, null, null, null, null, null, null, false, true),
                        Arrays.asList(4L, null, null, null, null, null, null, null, false, false));
        assertThat(query("SHOW COLUMNS FROM kafka.\"default\".json_orders"))
                .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(3))
                .containsExactly(
                        "shop integer ",
                        "id bigint the order's number",
                        "name varchar ",
                        "price decimal(10,2) ",
                        "paid boolean ",
                        "at timestamp(3) ");
    }

    @Test
    void otherFormatsAreDecoded() {
        assertThat(query("SELECT id, name, price, paid, _message_corrupt FROM kafka.\"default\".csv_orders "
                        + "ORDER BY _partition_offset"))
                .containsExactly(
                        List.of(10L, "a, \"b\"", 1.5, true, false),
                        Arrays.asList(11L, "", null, null, false),
                        Arrays.asList(null, null, null, null, true));
        assertThat(query("SELECT id, price, name, _message_corrupt FROM kafka.\"default\".raw_orders "
                        + "ORDER BY _partition_offset"))
                .containsExactly(List.of(-5L, 1.5, "abcd", false), Arrays.asList(null, null, null, true));
        assertThat(query("SELECT id, note, tags[2], prices['x'], _message_corrupt FROM kafka.\"default\".avro_orders "
                        + "ORDER BY _partition_offset"))
                .containsExactly(List.of(42L, "hej", "b", 1.25, false), Arrays.asList(null, null, null, null, true));
        assertThat(query("SELECT id, name, sizes[2], home.city, zip, _message_corrupt "
                        + "FROM kafka.\"default\".proto_orders ORDER BY _partition_offset"))
                .containsExactly(
                        List.of(300L, "n", 2, "Ulm", 89073, false), Arrays.asList(null, null, null, null, null, true));
    }

    @Test
    void listsItsTables() {
        assertThat(query("SHOW SCHEMAS FROM kafka"))
                .extracting(List::getFirst)
                .containsExactly("default", "events", "information_schema");
        assertThat(query("SHOW TABLES FROM kafka.events")).containsExactly(List.of("page_views"));
        assertThat(query("SHOW TABLES FROM kafka.\"default\"")).hasSize(9);
        assertThat(query("SHOW TABLES FROM matching.events")).containsExactly(List.of("page_views"));
        assertThat(query("SHOW SCHEMAS FROM matching"))
                .extracting(List::getFirst)
                .containsExactly("default", "events", "information_schema");
        assertThat(query("SELECT count(*) FROM matching.events.page_views")).containsExactly(List.of(33L));
    }

    @Test
    void messagesOfEachCompressionAreRead() {
        assertThat(query("SELECT count(*), sum(CAST(payload AS bigint)) FROM kafka.\"default\".compressed"))
                .containsExactly(List.of(500L, 24_750L));
    }

    @Test
    void messagesAreSeenWhenTheirTransactionIsCommitted() {
        String count = "SELECT count(*) FROM kafka.\"default\".transactions";
        long before = (Long) query(count).getFirst().getFirst();
        KafkaServer kafka = KafkaServer.shared();
        try (var aborted = kafka.transaction("transactions", List.of("a", "b"))) {
            aborted.abortTransaction();
        }
        try (var open = kafka.transaction("transactions", List.of("c", "d", "e"))) {
            assertThat(query(count)).containsExactly(List.of(before));
            open.commitTransaction();
        }
        assertThat(query(count)).containsExactly(List.of(before + 3));
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(failure("SELECT * FROM kafka.\"default\".nothing")).contains("does not exist");
        assertThat(failure("SELECT * FROM missing.\"default\".nothing"))
                .contains("Catalog 'missing': topic 'nothing' does not exist");
        assertThat(failure("INSERT INTO kafka.\"default\".proto_orders (id) VALUES (1)"))
                .contains("Protobuf is not written");
        assertThat(failure("CREATE TABLE kafka.\"default\".made (x bigint)"))
                .contains("does not support creating tables");
        assertThat(failure("DELETE FROM kafka.\"default\".numbers")).contains("This connector does not support");
    }
}
