package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.KafkaServer;
import io.skein.tests.storage.RegistryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables whose columns are a registry's latest schemas, over messages of several. */
@Tag("full")
class SchemaRegistryIT {
    private static final String FIRST = """
        {"type": "record", "name": "r", "fields": [{"name": "id", "type": "int"}]}\
        """;
    private static final String SECOND = """
        {"type": "record", "name": "r", "fields": [{"name": "id", "type": "long"},
          {"name": "note", "type": ["null", "string"], "default": null}]}\
        """;
    private static final String PROTO = """
        syntax = "proto3";
        message item { int64 id = 1; string name = 2; }\
        """;
    private static final String JSON = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
         "properties": {"id": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}}}}\
        """;

    private static RegistryServer registry;
    private static SkeinProcess server;

    @BeforeAll
    static void start() throws IOException {
        KafkaServer kafka = KafkaServer.shared();
        registry = RegistryServer.own();
        List.of("reg_avro", "reg_proto", "reg_json").forEach(topic -> kafka.create(topic, 1, Map.of()));
        int key = registry.register("reg_avro-key", "AVRO", "\"string\"");
        int first = registry.register("reg_avro-value", "AVRO", FIRST);
        kafka.send(
                "reg_avro",
                0,
                1,
                framed(key, avro("\"string\"", "k")),
                framed(first, avro(FIRST, row(FIRST, 1, null))));
        int second = registry.register("reg_avro-value", "AVRO", SECOND);
        kafka.send("reg_avro", 0, 1, null, framed(second, avro(SECOND, row(SECOND, 2L, "two"))));
        kafka.send("reg_avro", 0, 1, null, framed(987_654, new byte[] {2}));
        int proto = registry.register("reg_proto-value", "PROTOBUF", PROTO);
        kafka.send("reg_proto", 0, 1, null, framed(proto, new byte[] {0, 0x08, 0x07, 0x12, 0x01, 'x'}));
        int json = registry.register("reg_json-value", "JSON", JSON);
        kafka.send("reg_json", 0, 1, null, framed(json, KafkaTopics.bytes("{\"id\": 5, \"tags\": [\"a\"]}")));
        kafka.flush();
        server = KafkaCatalogs.start(
                Map.of(
                        "kafka",
                        List.of(
                                "kafka.nodes=" + kafka.nodes(),
                                "kafka.table-description-supplier=CONFLUENT",
                                "kafka.confluent-schema-registry-url=" + registry.url())),
                "cluster",
                "--workers",
                "2");
    }

    @AfterAll
    static void stop() {
        server.close();
        registry.close();
    }

    private static byte[] framed(int schema, byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(schema)
                .put(message)
                .array();
    }

    private static GenericData.Record row(String schema, Object id, @Nullable String note) {
        GenericData.Record row = new GenericData.Record(new Schema.Parser().parse(schema));
        row.put("id", id);
        if (note != null) {
            row.put("note", note);
        }
        return row;
    }

    private static byte[] avro(String schema, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(new Schema.Parser().parse(schema)).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Test
    void messagesOfOlderSchemasHaveTheColumnsOfTheLatest() {
        assertThat(Jdbc.query(
                        server,
                        "SELECT key, id, note, _message_corrupt FROM kafka.\"default\".reg_avro "
                                + "ORDER BY _partition_offset"))
                .containsExactly(
                        Arrays.asList("k", 1L, null, false),
                        Arrays.asList(null, 2L, "two", false),
                        Arrays.asList(null, null, null, true));
    }

    @Test
    void otherKindsOfSchemasGiveColumnsToo() {
        assertThat(Jdbc.query(server, "SELECT id, name, _message_corrupt FROM kafka.\"default\".reg_proto"))
                .containsExactly(List.of(7L, "x", false));
        assertThat(Jdbc.query(server, "SELECT id, tags[1], _message_corrupt FROM kafka.\"default\".reg_json"))
                .containsExactly(List.of(5L, "a", false));
        assertThat(Jdbc.query(server, "SHOW TABLES FROM kafka.\"default\""))
                .containsExactly(List.of("reg_avro"), List.of("reg_json"), List.of("reg_proto"));
        assertThat(Jdbc.failure(server, "INSERT INTO kafka.\"default\".reg_avro (id) VALUES (1)")
                        .message())
                .contains("messages of a schema registry are not written");
    }

    @Test
    void aNewSchemaIsSeenSoon() {
        KafkaServer kafka = KafkaServer.shared();
        kafka.create("reg_late", 1, Map.of());
        int id = registry.register("reg_late-value", "AVRO", FIRST);
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> Jdbc.query(server, "SELECT count(*) FROM kafka.\"default\".reg_late")
                        .equals(List.of(List.of(0L))));
        assertThat(id).isPositive();
    }
}
