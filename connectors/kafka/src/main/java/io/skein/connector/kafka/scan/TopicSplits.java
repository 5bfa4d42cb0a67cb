package io.skein.connector.kafka.scan;

import io.skein.connector.kafka.client.Brokers;
import io.skein.connector.kafka.table.InternalColumn;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.OffsetSpec;

/**
 * Splits of a topic: the messages that are there and committed now, without those that a constraint on partition, offset or timestamp leaves out, so many
 * to a split.
 */
public record TopicSplits(Brokers brokers, ScanSettings settings) implements ConnectorSplitManager {
    @Override
    public SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        TopicScan scan = TopicScan.of(table);
        List<Split> splits = new ArrayList<>();
        // Where few rows are enough, each partition's scan ends by itself; how many offsets that takes nobody knows.
        long step = scan.limit().isPresent() ? Long.MAX_VALUE : settings.messagesPerSplit();
        for (OffsetRange range : ranges(scan.table().topic(), constraint)) {
            for (long done = 0; done < range.size(); done += Math.min(step, range.size() - done)) {
                long begin = range.begin() + done;
                OffsetRange part = range.within(begin, begin + Math.min(step, range.size() - done));
                splits.add(new TopicSplit(scan, part).encode());
            }
        }
        return SplitSource.of(splits);
    }

    private List<OffsetRange> ranges(String topic, Constraint constraint) {
        List<Bounds> wanted = Bounds.of(constraint, column(InternalColumn.PARTITION_ID));
        List<Integer> partitions = brokers.partitions(topic).stream()
                .filter(partition -> wanted.stream().anyMatch(bounds -> bounds.holds(partition)))
                .toList();
        List<Bounds> offsets = Bounds.of(constraint, column(InternalColumn.PARTITION_OFFSET));
        Optional<Bounds> times = Bounds.milliseconds(constraint, column(InternalColumn.TIMESTAMP));
        if (partitions.isEmpty() || offsets.isEmpty()) {
            return List.of();
        }
        Map<Integer, Long> latest = brokers.offsets(topic, partitions, OffsetSpec.latest());
        Map<Integer, Long> begins =
                times.map(Bounds::lower).orElse(OptionalLong.empty()).isPresent()
                        ? from(topic, partitions, times.get().begin(), latest)
                        : brokers.offsets(topic, partitions, OffsetSpec.earliest());
        Map<Integer, Long> ends = times.flatMap(bounds -> end(topic, bounds))
                .map(end -> from(topic, partitions, end, latest))
                .orElse(latest);
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition : partitions) {
            OffsetRange all = new OffsetRange(
                    partition,
                    begins.getOrDefault(partition, 0L),
                    Math.min(ends.getOrDefault(partition, 0L), latest.getOrDefault(partition, 0L)));
            offsets.stream()
                    .map(bounds -> all.within(bounds.begin(), bounds.end()))
                    .filter(range -> range.size() > 0)
                    .forEach(ranges::add);
        }
        return ranges;
    }

    /** The millisecond that no message is wanted from, where later messages have no earlier ones' timestamps. */
    private Optional<Long> end(String topic, Bounds times) {
        return times.upper().isPresent() && (settings.trustTimestamps() || brokers.stampedByBrokers(topic))
                ? Optional.of(times.end())
                : Optional.empty();
    }

    /** The first offsets whose messages are of this time or later: all messages before are of earlier ones. */
    private Map<Integer, Long> from(String topic, List<Integer> partitions, long time, Map<Integer, Long> latest) {
        Map<Integer, Long> found = brokers.offsets(topic, partitions, OffsetSpec.forTimestamp(Math.max(0, time)));
        found = new java.util.HashMap<>(found);
        found.replaceAll((partition, offset) -> offset < 0 ? latest.getOrDefault(partition, 0L) : offset);
        return found;
    }

    private String column(InternalColumn column) {
        return column.column(settings.prefix());
    }
}
