package io.skein.connector.kafka.write;

import io.skein.connector.kafka.client.Brokers;
import io.skein.connector.kafka.encode.Encoders;
import io.skein.connector.kafka.scan.TopicScan;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.TopicTable;
import io.skein.connector.kafka.table.TopicTableCodec;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;

/**
 * INSERT. Each sink's rows are one transaction, which is committed with the sink's end: Kafka has no transaction of several producers, so that of a statement
 * with several sinks those that have ended before another fails stay.
 */
public record KafkaWrite(Brokers brokers) implements ConnectorWrite {
    @Override
    public WriteHandle beginCreate(TableMetadata table, boolean replace) {
        throw unsupported("This connector does not support creating tables");
    }

    @Override
    public WriteHandle beginInsert(TableHandle handle, List<String> columns) {
        TopicTable table = TopicScan.of(handle).table();
        List<FieldDefinition> fields = Stream.concat(table.key().fields().stream(), table.message().fields().stream())
                .toList();
        List<ColumnHandle> written = columns.stream()
                .map(name -> fields.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unsupported("The column '" + name + "' of " + table.name()
                                + " is no part of keys or messages and cannot be written")))
                .map(field -> new ColumnHandle(field.name(), field.type(), OptionalInt.empty()))
                .toList();
        try {
            Encoders.of(table.key());
            Encoders.of(table.message());
        } catch (IllegalArgumentException e) {
            throw unsupported("Table " + table.name() + " cannot be written: " + e.getMessage());
        }
        // A topic that is not there is found before the first row.
        brokers.partitions(table.topic());
        return new WriteHandle(
                table.name(), written, new WriteHandle.Pages(), TopicTableCodec.bytes(TopicTableCodec.encode(table)));
    }

    private static SkeinException unsupported(String message) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, message);
    }

    @Override
    public void finish(WriteHandle handle, List<byte[]> fragments) {}

    @Override
    public void abort(WriteHandle handle, List<byte[]> fragments) {}

    @Override
    public PageSink sink(WriteHandle handle, BufferAllocator allocator) {
        return new TopicPageSink(
                brokers, TopicTableCodec.decode(TopicTableCodec.tree(handle.data())), handle.columns());
    }
}
