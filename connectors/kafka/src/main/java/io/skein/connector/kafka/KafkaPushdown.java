package io.skein.connector.kafka;

import io.skein.connector.kafka.scan.TopicScan;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.pushdown.ConnectorPushdown;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.Taken;
import java.util.List;
import java.util.OptionalLong;

/** LIMIT alone: a partition is read until there are so many rows. Brokers cannot do more. */
record KafkaPushdown() implements ConnectorPushdown {
    @Override
    public Taken take(TableHandle table, RemoteWork work) {
        return switch (work) {
            case RemoteWork.Limit(long count) -> {
                TopicScan scan = TopicScan.of(table);
                long least = Math.min(count, scan.limit().orElse(Long.MAX_VALUE));
                yield Taken.all(new TopicScan(scan.table(), OptionalLong.of(least)).handle(), false);
            }
            case RemoteWork.Filter(var conditions) -> refused(table, conditions.size());
            case RemoteWork.Project(var outputs) -> refused(table, outputs.size());
            default -> refused(table, 1);
        };
    }

    private static Taken refused(TableHandle table, int parts) {
        return Taken.nothing(table, parts, "brokers only know partitions, offsets and times");
    }

    @Override
    public List<String> requests(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        TopicScan scan = TopicScan.of(table);
        String topic = "topic " + scan.table().topic();
        return List.of(
                scan.limit().isPresent()
                        ? topic + ", at most " + scan.limit().getAsLong() + " messages of each partition"
                        : topic);
    }
}
