package io.skein.connector.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.kafka.table.MessagePart;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static List<String> columns(MessagePart part) {
        return part.fields().stream()
                .map(field -> field.name() + " " + field.type())
                .toList();
    }

    @Test
    void avroRecordsAreTheirFields() {
        assertThat(columns(AvroColumns.of("""
            {"type": "record", "name": "r", "fields": [
              {"name": "Id", "type": "int"}, {"name": "b", "type": ["null", "float"]},
              {"name": "c", "type": {"type": "array", "items": {"type": "map", "values": "bytes"}}},
              {"name": "d", "type": {"type": "record", "name": "s", "fields": [
                {"name": "X", "type": "boolean"}, {"name": "r", "type": ["null", "r"]}]}},
              {"name": "e", "type": ["int", "string"]},
              {"name": "f", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}\
            """, "value")))
                .containsExactly(
                        "id integer", "b real", "c array(map(varchar, varbinary))", "d row(X boolean)", "f bigint");
        assertThat(columns(AvroColumns.of("\"string\"", "key"))).containsExactly("key varchar");
    }

    @Test
    void protobufMessagesAreTheirFields() {
        assertThat(columns(ProtobufColumns.of("""
            syntax = "proto3"; import "google/protobuf/timestamp.proto";
            message m { uint32 a = 1; repeated double b = 2; map<int64, m> c = 3; m d = 4; inner e = 5;
              google.protobuf.Timestamp f = 6; message inner { bytes g = 1; kind h = 2; } enum kind { NONE = 0; } }\
            """)))
                .containsExactly("a integer", "b array(double)", "e row(g varbinary, h varchar)", "f timestamp(6)");
    }

    @Test
    void jsonSchemasAreTheirProperties() {
        assertThat(columns(JsonSchemaColumns.of("""
            {"type": "object", "properties": {
              "a": {"type": "integer"}, "b": {"type": ["null", "string"]}, "c": {"type": "array", "items": {"type": "number"}},
              "d": {"type": "object", "properties": {"X": {"type": "boolean"}}}, "e": {"type": "object"}, "f": {}}}\
            """)))
                .containsExactly("a bigint", "b varchar", "c array(double)", "d row(X boolean)", "e json", "f json");
    }
}
