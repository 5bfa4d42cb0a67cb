package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.KafkaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** INSERT on two workers: what is written is read again, and nothing of a statement that failed. */
class KafkaInsertIT {
    private static final String AVRO = """
        {"type": "record", "name": "order", "fields": [
          {"name": "id", "type": "long"}, {"name": "name", "type": ["null", "string"], "default": null}]}\
        """;

    private static SkeinProcess server;

    @BeforeAll
    static void start() throws IOException {
        KafkaServer kafka = KafkaServer.shared();
        for (String topic : List.of("w_text", "w_json", "w_csv", "w_raw", "w_avro", "w_many")) {
            kafka.create(topic, 2, Map.of());
        }
        Path directory = Files.createTempDirectory(
                Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers")), "definitions");
        Path avro = Files.writeString(directory.resolve("order.avsc"), AVRO);
        define(directory, "w_json", """
            "key": {"dataFormat": "raw", "fields": [{"name": "shop", "type": "BIGINT", "dataFormat": "LONG", "mapping": "0"}]},
            "message": {"dataFormat": "json", "fields": [
              {"name": "id", "type": "BIGINT", "mapping": "order/id"},
              {"name": "name", "type": "VARCHAR", "mapping": "order/name"},
              {"name": "price", "type": "DECIMAL(20,4)", "mapping": "price"},
              {"name": "at", "type": "TIMESTAMP", "mapping": "at", "dataFormat": "milliseconds-since-epoch"},
              {"name": "day", "type": "DATE", "mapping": "day", "dataFormat": "custom-date-time", "formatHint": "dd.MM.yyyy"},
              {"name": "sizes", "type": "ARRAY(INTEGER)", "mapping": "sizes"}]}\
            """);
        define(directory, "w_csv", """
            "message": {"dataFormat": "csv", "fields": [
              {"name": "id", "type": "BIGINT", "mapping": "1"}, {"name": "name", "type": "VARCHAR", "mapping": "0"}]}\
            """);
        define(directory, "w_raw", """
            "message": {"dataFormat": "raw", "fields": [
              {"name": "id", "type": "INTEGER", "dataFormat": "INT", "mapping": "0"},
              {"name": "name", "type": "VARCHAR(3)", "mapping": "4:7"}]}\
            """);
        define(directory, "w_avro", """
            "message": {"dataFormat": "avro", "dataSchema": "%s", "fields": [
              {"name": "id", "type": "BIGINT", "mapping": "id"}, {"name": "name", "type": "VARCHAR", "mapping": "name"}]}\
            """.formatted(avro));
        server = KafkaCatalogs.start(
                Map.of(
                        "kafka",
                        List.of(
                                "kafka.nodes=" + kafka.nodes(),
                                "kafka.table-names=w_text,w_json,w_csv,w_raw,w_avro,w_many",
                                "kafka.table-description-dir=" + directory)),
                "cluster",
                "--workers",
                "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void define(Path directory, String table, String parts) throws IOException {
        Files.writeString(
                directory.resolve(table + ".json"),
                "{\"tableName\": \"%s\", \"topicName\": \"%s\", %s}".formatted(table, table, parts));
    }

    private static List<List<Object>> query(String sql) {
        return Jdbc.query(server, sql);
    }

    private static void insert(String sql) {
        Jdbc.execute(server, "INSERT INTO kafka.\"default\"." + sql);
    }

    @Test
    void rowsOfEachFormatAreReadAgain() {
        insert("w_text VALUES ('{\"a\": 1}'), (''), (NULL)");
        assertThat(query("SELECT payload, _message_length FROM kafka.\"default\".w_text ORDER BY payload"))
                .containsExactly(List.of("", 0L), List.of("{\"a\": 1}", 8L), Arrays.asList(null, 0L));

        insert("w_json VALUES (7, 1, 'ä\"', 12.3400, TIMESTAMP '2024-02-29 10:11:12.123', DATE '2024-02-29', ARRAY[1,"
                + " NULL])");
        insert("w_json (shop, id) VALUES (8, 2)");
        assertThat(query("SELECT shop, id, name, CAST(price AS varchar), CAST(at AS varchar), CAST(day AS varchar), "
                        + "json_format(CAST(sizes AS json)) FROM kafka.\"default\".w_json ORDER BY id"))
                .containsExactly(
                        List.of(7L, 1L, "ä\"", "12.3400", "2024-02-29 10:11:12.123", "2024-02-29", "[1,null]"),
                        Arrays.asList(8L, 2L, null, null, null, null, null));
        assertThat(query("SELECT _message FROM kafka.\"default\".w_json WHERE id = 1"))
                .containsExactly(List.of("{\"order\":{\"id\":1,\"name\":\"ä\\\"\"},\"price\":12.34,"
                        + "\"at\":1709201472123,\"day\":\"29.02.2024\",\"sizes\":[1,null]}"));

        insert("w_csv VALUES (5, 'a,b'), (NULL, 'c')");
        assertThat(query("SELECT id, name, _message FROM kafka.\"default\".w_csv ORDER BY name"))
                .containsExactly(List.of(5L, "a,b", "\"a,b\",5"), Arrays.asList(null, "c", "c,"));

        insert("w_raw VALUES (-3, 'xyz')");
        assertThat(query("SELECT id, name, _message_length FROM kafka.\"default\".w_raw"))
                .containsExactly(List.of(-3, "xyz", 7L));

        insert("w_avro VALUES (1, 'one'), (2, NULL)");
        assertThat(query("SELECT id, name, _message_corrupt FROM kafka.\"default\".w_avro ORDER BY id"))
                .containsExactly(List.of(1L, "one", false), Arrays.asList(2L, null, false));
    }

    @Test
    void nothingIsSeenOfAStatementThatFailed() {
        String rows = "w_many SELECT CAST(orderkey AS varchar) FROM tpch.tiny.orders";
        assertThat(Jdbc.failure(server, "INSERT INTO kafka.\"default\"." + rows + " WHERE 1 / (orderkey - 60000) < 9")
                        .message())
                .contains("Division by zero");
        assertThat(query("SELECT count(*) FROM kafka.\"default\".w_many")).containsExactly(List.of(0L));

        insert(rows);
        assertThat(query("SELECT count(*), sum(CAST(payload AS bigint)) FROM kafka.\"default\".w_many"))
                .isEqualTo(query("SELECT count(*), sum(orderkey) FROM tpch.tiny.orders"));
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        assertThat(Jdbc.failure(server, "INSERT INTO kafka.\"default\".w_raw VALUES (1, 'ab')")
                        .message())
                .contains("Cannot insert into default.w_raw: column 'name' takes texts of exactly 3 bytes");
        assertThat(Jdbc.failure(server, "INSERT INTO kafka.\"default\".w_raw (id) VALUES (1)")
                        .message())
                .contains("column 'name' has no place for NULL");
        assertThat(query("SELECT count(*) FROM kafka.\"default\".w_raw WHERE id = 1"))
                .containsExactly(List.of(0L));
    }
}
