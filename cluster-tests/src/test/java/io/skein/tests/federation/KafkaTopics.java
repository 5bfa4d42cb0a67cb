package io.skein.tests.federation;

import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.KafkaServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The topics that tests of reading share, and the catalog that shows them. */
final class KafkaTopics {
    /** When the first message was written, in milliseconds; messages of {@code numbers} are a second apart. */
    static final long START = 1_700_000_000_000L;

    static final int PARTITIONS = 3;
    static final int NUMBERS = 3_000;

    /** How many messages of {@code events.page_views} are of the last five minutes. */
    static final int RECENT = 3;

    private static final String AVRO = """
        {"type":"record","name":"order","fields":[
          {"name":"id","type":"long"},
          {"name":"note","type":["null","string"],"default":null},
          {"name":"tags","type":{"type":"array","items":"string"}},
          {"name":"prices","type":{"type":"map","values":"double"}}]}\
        """;
    private static final String PROTO = """
        syntax = "proto3";
        message schema {
          message place { string city = 1; int32 zip = 2; }
          int64 id = 1;
          string name = 2;
          repeated int32 sizes = 3;
          place home = 4;
        }\
        """;
    private static final List<String> DEFINED =
            List.of("json_orders", "csv_orders", "raw_orders", "avro_orders", "proto_orders");

    private static boolean made;

    private KafkaTopics() {}

    /** Makes the topics if they are not there, and gives the lines of a catalog with them. */
    static synchronized List<String> catalog() {
        KafkaServer kafka = KafkaServer.shared();
        if (!made) {
            pageViews(kafka);
            numbers(kafka);
            formats(kafka);
            compressions(kafka);
            kafka.flush();
            made = true;
        }
        return List.of(
                "kafka.nodes=" + kafka.nodes(),
                "kafka.table-names=events.page_views,numbers,odd,compressed,transactions," + String.join(",", DEFINED),
                "kafka.messages-per-split=400",
                "kafka.table-description-dir=" + definitions());
    }

    private static void pageViews(KafkaServer kafka) {
        kafka.create("events.page_views", PARTITIONS, Map.of());
        long now = System.currentTimeMillis();
        for (int i = 0; i < PARTITIONS * 10; i++) {
            String message = "{\"event_type\": \"view\", \"user_id\": \"u%d\", \"amount\": \"%d.5\"}".formatted(i, i);
            kafka.send("events.page_views", i % PARTITIONS, now - 3_600_000, message);
        }
        for (int i = 0; i < RECENT; i++) {
            String message =
                    "{\"event_type\": \"buy\", \"user_id\": \"late%d\", \"amount\": \"%d.25\"}".formatted(i, i);
            // Still recent when the last test asks; brokers take what is less than an hour ahead.
            kafka.send("events.page_views", i % PARTITIONS, now + 3_000_000, message);
        }
    }

    private static void numbers(KafkaServer kafka) {
        kafka.create("numbers", PARTITIONS, Map.of());
        for (int i = 0; i < NUMBERS; i++) {
            kafka.send("numbers", i % PARTITIONS, START + i * 1_000L, Integer.toString(i));
        }
        kafka.create("transactions", 1, Map.of());
        kafka.create("odd", 1, Map.of());
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>("odd", 0, START + 123, bytes("schlüssel"), new byte[] {'a', (byte) 0xff, 'z'});
        message.headers().add(new RecordHeader("trace", bytes("t1"))).add(new RecordHeader("trace", bytes("t2")));
        kafka.send(message);
        kafka.send("odd", 0, START + 456, null, null);
    }

    private static void compressions(KafkaServer kafka) {
        kafka.create("compressed", 1, Map.of());
        List<String> values =
                IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        for (String compression : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            kafka.compressed("compressed", compression, values);
        }
    }

    private static void formats(KafkaServer kafka) {
        DEFINED.forEach(topic -> kafka.create(topic, 1, Map.of()));
        kafka.send("json_orders", 0, START, bytes("{\"shop\": 7}"), bytes("""
            {"id": 1, "item": {"name": "äpfel", "price": 2.50}, "paid": true, "at": "2024-02-29T10:11:12.123", "sizes": [1, null, 3]}\
            """));
        kafka.send("json_orders", 0, START, bytes("{\"shop\": 8}"), bytes("{\"id\": 2, \"item\": {}}"));
        kafka.send("json_orders", 0, START, bytes("no json"), bytes("{\"id\": 3"));
        kafka.send("json_orders", 0, START, bytes("{\"shop\": 9}"), bytes("{\"id\": \"four\"}"));
        kafka.send("json_orders", 0, START, null, null);
        kafka.send("csv_orders", 0, START, "10,\"a, \"\"b\"\"\",1.5,true");
        kafka.send("csv_orders", 0, START, "11,,,");
        kafka.send("csv_orders", 0, START, "twelve,c,2.5,false");
        kafka.send(
                "raw_orders",
                0,
                START,
                null,
                ByteBuffer.allocate(16)
                        .putLong(-5)
                        .putFloat(1.5f)
                        .put(bytes("abcd"))
                        .array());
        kafka.send("raw_orders", 0, START, null, new byte[3]);
        kafka.send("avro_orders", 0, START, null, avro());
        kafka.send("avro_orders", 0, START, null, new byte[] {1, 2, 3});
        // id 300, name "n", sizes 1 and 2, home "Ulm" 89073; fields that are not set have their defaults
        kafka.send("proto_orders", 0, START, null, new byte[] {
            0x08,
            (byte) 0xAC,
            0x02,
            0x12,
            0x01,
            'n',
            0x1A,
            0x02,
            0x01,
            0x02,
            0x22,
            0x09,
            0x0A,
            0x03,
            'U',
            'l',
            'm',
            0x10,
            (byte) 0xF1,
            (byte) 0xB7,
            0x05
        });
        kafka.send("proto_orders", 0, START, null, new byte[] {0x12, 0x7F});
    }

    private static byte[] avro() {
        Schema schema = new Schema.Parser().parse(AVRO);
        GenericData.Record order = new GenericData.Record(schema);
        order.put("id", 42L);
        order.put("note", "hej");
        order.put("tags", List.of("a", "b"));
        order.put("prices", Map.of("x", 1.25));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericData.Record>(schema).write(order, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** A directory with the definition files of the topics with a format. */
    private static Path definitions() {
        try {
            Path servers = Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers"));
            Path directory = Files.createTempDirectory(servers, "definitions");
            Path avro = Files.writeString(directory.resolve("order.avsc"), AVRO);
            Path proto = Files.writeString(directory.resolve("order.proto"), PROTO);
            define(directory, "json_orders", """
                "key": {"dataFormat": "json", "fields": [{"name": "shop", "type": "INTEGER", "mapping": "shop"}]},
                "message": {"dataFormat": "json", "fields": [
                  {"name": "id", "type": "BIGINT", "mapping": "id", "comment": "the order's number"},
                  {"name": "name", "type": "VARCHAR", "mapping": "item/name"},
                  {"name": "price", "type": "DECIMAL(10,2)", "mapping": "item/price"},
                  {"name": "paid", "type": "BOOLEAN", "mapping": "paid"},
                  {"name": "at", "type": "TIMESTAMP", "mapping": "at", "dataFormat": "iso8601"},
                  {"name": "sizes", "type": "ARRAY(INTEGER)", "mapping": "sizes", "hidden": true}]}\
                """);
            define(directory, "csv_orders", """
                "message": {"dataFormat": "csv", "fields": [
                  {"name": "id", "type": "BIGINT", "mapping": "0"},
                  {"name": "name", "type": "VARCHAR", "mapping": "1"},
                  {"name": "price", "type": "DOUBLE", "mapping": "2"},
                  {"name": "paid", "type": "BOOLEAN", "mapping": "3"}]}\
                """);
            define(directory, "raw_orders", """
                "message": {"dataFormat": "raw", "fields": [
                  {"name": "id", "type": "BIGINT", "mapping": "0", "dataFormat": "LONG"},
                  {"name": "price", "type": "DOUBLE", "mapping": "8", "dataFormat": "FLOAT"},
                  {"name": "name", "type": "VARCHAR(4)", "mapping": "12:16"}]}\
                """);
            define(directory, "avro_orders", """
                "message": {"dataFormat": "avro", "dataSchema": "%s", "fields": [
                  {"name": "id", "type": "BIGINT", "mapping": "id"},
                  {"name": "note", "type": "VARCHAR", "mapping": "note"},
                  {"name": "tags", "type": "ARRAY(VARCHAR)", "mapping": "tags"},
                  {"name": "prices", "type": "MAP(VARCHAR, DOUBLE)", "mapping": "prices"}]}\
                """.formatted(avro));
            define(directory, "proto_orders", """
                "message": {"dataFormat": "protobuf", "dataSchema": "%s", "fields": [
                  {"name": "id", "type": "BIGINT", "mapping": "id"},
                  {"name": "name", "type": "VARCHAR", "mapping": "name"},
                  {"name": "sizes", "type": "ARRAY(INTEGER)", "mapping": "sizes"},
                  {"name": "home", "type": "ROW(city VARCHAR, zip INTEGER)", "mapping": "home"},
                  {"name": "zip", "type": "INTEGER", "mapping": "home/zip"}]}\
                """.formatted(proto));
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void define(Path directory, String table, String parts) throws IOException {
        Files.writeString(
                directory.resolve(table + ".json"),
                "{\"tableName\": \"%s\", \"topicName\": \"%s\", %s}".formatted(table, table, parts));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
