package io.skein.connector.kafka.scan;

import io.skein.connector.kafka.decode.Decoders;
import io.skein.connector.kafka.table.InternalColumn;
import io.skein.connector.kafka.table.TopicTable;
import io.skein.connector.kafka.value.ValueWriter;
import io.skein.spi.connector.ColumnHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes messages into the columns that are wanted of them; keys and messages are decoded where one of those needs it. */
final class RecordWriter {
    private static final long MICROS_OF_MILLI = 1_000;

    private final MessageColumns key;
    private final MessageColumns message;
    private final List<Column> columns = new ArrayList<>();
    private boolean decodesKey;
    private boolean decodesMessage;

    /** Writes one column. */
    @FunctionalInterface
    private interface Column {
        void write(FieldVector vector, int slot, ConsumerRecord<byte[], byte[]> record);
    }

    RecordWriter(TopicTable table, Decoders decoders, String prefix, List<ColumnHandle> wanted) {
        this.key = new MessageColumns(table.key(), decoders.of(table.key()));
        this.message = new MessageColumns(table.message(), decoders.of(table.message()));
        wanted.forEach(column -> columns.add(column(column, prefix)));
    }

    void write(VectorSchemaRoot root, int slot, ConsumerRecord<byte[], byte[]> record) {
        if (decodesKey) {
            key.load(record.key());
        }
        if (decodesMessage) {
            message.load(record.value());
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(root.getVector(i), slot, record);
        }
    }

    private Column column(ColumnHandle column, String prefix) {
        int ofMessage = message.place(column.name());
        if (ofMessage >= 0) {
            if (message.text()) {
                return (vector, slot, record) -> text(vector, slot, record.value());
            }
            decodesMessage = true;
            return (vector, slot, _) -> ValueWriter.set(vector, slot, column.type(), message.value(ofMessage));
        }
        int ofKey = key.place(column.name());
        if (ofKey >= 0) {
            decodesKey = true;
            return (vector, slot, _) -> ValueWriter.set(vector, slot, column.type(), key.value(ofKey));
        }
        Optional<InternalColumn> internal = InternalColumn.named(prefix, column.name());
        return internal(internal.orElseThrow(() -> new IllegalArgumentException(column.name())), column);
    }

    private Column internal(InternalColumn internal, ColumnHandle column) {
        return switch (internal) {
            case PARTITION_ID -> (vector, slot, record) -> number(vector, slot, record.partition());
            case PARTITION_OFFSET -> (vector, slot, record) -> number(vector, slot, record.offset());
            case MESSAGE -> (vector, slot, record) -> text(vector, slot, record.value());
            case MESSAGE_LENGTH -> (vector, slot, record) -> number(vector, slot, length(record.value()));
            case KEY -> (vector, slot, record) -> text(vector, slot, record.key());
            case KEY_LENGTH -> (vector, slot, record) -> number(vector, slot, length(record.key()));
            case TIMESTAMP ->
                (vector, slot, record) ->
                        ((TimeStampMicroVector) vector).setSafe(slot, record.timestamp() * MICROS_OF_MILLI);
            case HEADERS -> (vector, slot, record) -> ValueWriter.set(vector, slot, column.type(), headers(record));
            case MESSAGE_CORRUPT -> {
                decodesMessage = true;
                yield (vector, slot, _) -> ((BitVector) vector).setSafe(slot, message.corrupt() ? 1 : 0);
            }
            case KEY_CORRUPT -> {
                decodesKey = true;
                yield (vector, slot, _) -> ((BitVector) vector).setSafe(slot, key.corrupt() ? 1 : 0);
            }
        };
    }

    private static void number(FieldVector vector, int slot, long value) {
        ((BigIntVector) vector).setSafe(slot, value);
    }

    private static void text(FieldVector vector, int slot, byte @Nullable [] bytes) {
        if (bytes == null) {
            vector.setNull(slot);
        } else {
            ((VarCharVector) vector).setSafe(slot, Utf8.valid(bytes));
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static Map<String, List<byte @Nullable []>> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, List<byte @Nullable []>> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.computeIfAbsent(header.key(), _ -> new ArrayList<>()).add(header.value());
        }
        return headers;
    }
}
