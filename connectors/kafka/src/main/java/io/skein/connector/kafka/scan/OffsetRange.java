package io.skein.connector.kafka.scan;

/**
 * Some offsets of a partition.
 *
 * @param end exclusive
 */
record OffsetRange(int partition, long begin, long end) {
    long size() {
        return Math.max(0, end - begin);
    }

    OffsetRange within(long low, long high) {
        return new OffsetRange(partition, Math.max(begin, low), Math.min(end, high));
    }
}
