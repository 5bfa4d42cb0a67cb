package io.skein.connector.kafka.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.connector.kafka.table.TopicTable;
import io.skein.connector.kafka.table.TopicTableCodec;
import io.skein.spi.connector.TableHandle;
import java.util.OptionalLong;

/**
 * What a table's handle holds.
 *
 * @param limit how many rows are enough
 */
public record TopicScan(TopicTable table, OptionalLong limit) {
    public static TopicScan of(TableHandle handle) {
        return decode(TopicTableCodec.tree(handle.data()));
    }

    /** The handle of this scan. */
    public TableHandle handle() {
        return new TableHandle(table.name(), TopicTableCodec.bytes(encode()));
    }

    ObjectNode encode() {
        ObjectNode node = TopicTableCodec.encode(table);
        limit.ifPresent(rows -> node.put("limit", rows));
        return node;
    }

    static TopicScan decode(JsonNode node) {
        return new TopicScan(
                TopicTableCodec.decode(node),
                node.has("limit") ? OptionalLong.of(node.get("limit").longValue()) : OptionalLong.empty());
    }
}
