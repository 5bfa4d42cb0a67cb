package io.skein.connector.kafka.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.connector.kafka.table.TopicTableCodec;
import io.skein.spi.connector.Split;

/** A scan of some offsets. */
record TopicSplit(TopicScan scan, OffsetRange offsets) {
    Split.PageSplit encode() {
        ObjectNode node = scan.encode();
        node.put("partition", offsets.partition());
        node.put("begin", offsets.begin());
        node.put("end", offsets.end());
        return new Split.PageSplit(TopicTableCodec.bytes(node), 0, offsets.size());
    }

    static TopicSplit decode(Split.PageSplit split) {
        JsonNode node = TopicTableCodec.tree(split.data());
        return new TopicSplit(
                TopicScan.decode(node),
                new OffsetRange(
                        node.get("partition").intValue(),
                        node.get("begin").longValue(),
                        node.get("end").longValue()));
    }
}
