package io.skein.connector.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.connector.kafka.table.ProtoSchema;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages that begin with the id of the schema they were written with, which is an older or a newer one than the table's. */
class SchemaDecodersTest {
    private static final String OLD_AVRO = """
        {"type": "record", "name": "r", "fields": [{"name": "id", "type": "int"}, {"name": "gone", "type": "string"}]}\
        """;
    private static final String AVRO = """
        {"type": "record", "name": "r", "fields": [{"name": "id", "type": "long"},
         {"name": "since", "type": ["null", "string"], "default": "never"},
         {"name": "kind", "type": {"type": "enum", "name": "k", "symbols": ["A", "B"]}, "default": "B"},
         {"name": "in", "type": ["null", {"type": "record", "name": "s", "fields": [{"name": "x", "type": "bytes"}]}],
          "default": null}]}\
        """;
    private static final String OLD_PROTO = """
        syntax = "proto3"; package shop;
        message other { int32 x = 1; }
        message item { message inner { int64 n = 1; } int64 id = 1; string gone = 2; }\
        """;
    private static final String PROTO = """
        syntax = "proto3"; package shop;
        message item { message inner { int64 n = 1; } int64 id = 1; optional string name = 3; map<string, inner> m = 4; color c = 5; }
        enum color { RED = 0; BLUE = 1; }
        message other { int32 x = 1; }\
        """;

    private static final WriterSchemas SCHEMAS = id -> switch (id) {
        case 1 -> OLD_AVRO;
        case 2 -> AVRO;
        case 3 -> OLD_PROTO;
        case 4 -> PROTO;
        default -> throw CorruptMessageException.unknownSchema(id);
    };

    private static byte[] framed(int schema, byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(schema)
                .put(message)
                .array();
    }

    private static byte[] avro(String schema, Map<String, Object> values) throws IOException {
        Schema parsed = new Schema.Parser().parse(schema);
        GenericData.Record row = new GenericData.Record(parsed);
        values.forEach(row::put);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(parsed).write(row, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static MessagePart part(MessageFormat format, String schema, FieldDefinition... fields) {
        return new MessagePart(
                format, schema, format == MessageFormat.PROTOBUF ? "shop.item" : "", true, List.of(fields));
    }

    private static final MessagePart AVRO_PART = part(
            MessageFormat.AVRO,
            AVRO,
            DecodersTest.field("id", "bigint", "id", "", ""),
            DecodersTest.field("since", "varchar", "since", "", ""),
            DecodersTest.field("kind", "varchar", "kind", "", ""),
            DecodersTest.field("x", "varbinary", "in/x", "", ""));
    private static final MessagePart PROTO_PART = part(
            MessageFormat.PROTOBUF,
            PROTO,
            DecodersTest.field("id", "bigint", "id", "", ""),
            DecodersTest.field("name", "varchar", "name", "", ""),
            DecodersTest.field("m", "map(varchar, row(n bigint))", "m", "", ""),
            DecodersTest.field("c", "varchar", "c", "", ""));

    private static List<@Nullable Object> decode(MessagePart part, byte[] bytes) {
        return DecodersTest.decode(part, SCHEMAS, bytes);
    }

    private static void corrupt(MessagePart part, byte[] bytes) {
        assertThatThrownBy(() -> decode(part, bytes)).isInstanceOf(CorruptMessageException.class);
    }

    @Test
    void avroIsResolvedToTheTablesSchema() throws IOException {
        assertThat(decode(AVRO_PART, framed(1, avro(OLD_AVRO, Map.of("id", 7, "gone", "x")))))
                .containsExactly(7L, "never", "B", null);
    }

    @Test
    void avroThatCannotBeReadIsCorrupt() throws IOException {
        byte[] message = avro(OLD_AVRO, Map.of("id", 7, "gone", "x"));
        corrupt(AVRO_PART, message);
        corrupt(AVRO_PART, framed(9, message));
        corrupt(AVRO_PART, framed(1, Arrays.copyOf(message, message.length - 1)));
        corrupt(AVRO_PART, framed(1, Arrays.copyOf(message, message.length + 1)));
        corrupt(AVRO_PART, new byte[0]);
        // A text of two billion bytes.
        corrupt(AVRO_PART, framed(1, new byte[] {14, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}));
    }

    @Test
    void protobufIsReadByTheNumbersOfItsFields() throws Exception {
        Descriptor old = ProtoSchema.parse(OLD_PROTO).message("shop.item");
        byte[] message = DynamicMessage.newBuilder(old)
                .setField(old.findFieldByName("id"), 7L)
                .setField(old.findFieldByName("gone"), "x")
                .build()
                .toByteArray();
        // The second type of its schema: one number, 1, both as signed varints.
        byte[] second = concat(new byte[] {2, 2}, message);

        assertThat(decode(PROTO_PART, framed(3, second))).containsExactly(7L, null, Map.of(), "RED");
        corrupt(PROTO_PART, framed(3, concat(new byte[] {0}, message)));
        corrupt(PROTO_PART, framed(3, concat(new byte[] {2, 6}, message)));
        corrupt(PROTO_PART, framed(3, new byte[] {2, 2, 0x0A}));
        corrupt(PROTO_PART, message);
    }

    @Test
    void protobufHasMapsMessagesAndEnums() throws Exception {
        Descriptor type = ProtoSchema.parse(PROTO).message("shop.item");
        DynamicMessage message = DynamicMessage.parseFrom(
                type, new byte[] {0x1A, 0x01, 'n', 0x22, 0x07, 0x0A, 0x01, 'k', 0x12, 0x02, 0x08, 0x05, 0x28, 0x01});

        assertThat(decode(PROTO_PART, framed(4, concat(new byte[] {0}, message.toByteArray()))))
                .containsExactly(0L, "n", Map.of("k", List.of(5L)), "BLUE");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
