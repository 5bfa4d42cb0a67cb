package io.skein.worker.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of bytes of a file as disjoint ranges. One thread uses it at a time. */
final class RangeSet {
    /** Ends by starts. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long bytes;

    RangeSet() {}

    RangeSet(Collection<Range> ranges) {
        ranges.forEach(this::add);
    }

    void add(Range range) {
        if (range.length() == 0) {
            return;
        }
        long start = range.start();
        long end = range.end();
        Map.@Nullable Entry<Long, Long> before = ranges.floorEntry(start);
        if (before != null && before.getValue() >= start) {
            start = before.getKey();
        }
        Map.@Nullable Entry<Long, Long> next = ranges.ceilingEntry(start);
        while (next != null && next.getKey() <= end) {
            end = Math.max(end, next.getValue());
            ranges.remove(next.getKey());
            bytes -= next.getValue() - next.getKey();
            next = ranges.ceilingEntry(start);
        }
        ranges.put(start, end);
        bytes += end - start;
    }

    /** What of the range is not in the set, in order. */
    List<Range> missing(Range range) {
        List<Range> missing = new ArrayList<>();
        long position = range.start();
        Map.@Nullable Entry<Long, Long> before = ranges.floorEntry(position);
        if (before != null) {
            position = Math.max(position, before.getValue());
        }
        for (Map.Entry<Long, Long> held :
                ranges.subMap(range.start(), false, range.end(), false).entrySet()) {
            if (held.getKey() > position) {
                missing.add(new Range(position, held.getKey()));
            }
            position = Math.max(position, held.getValue());
        }
        if (position < range.end()) {
            missing.add(new Range(position, range.end()));
        }
        return missing;
    }

    boolean contains(Range range) {
        return missing(range).isEmpty();
    }

    void clear() {
        ranges.clear();
        bytes = 0;
    }

    long bytes() {
        return bytes;
    }

    /** In order. */
    List<Range> ranges() {
        return ranges.entrySet().stream()
                .map(entry -> new Range(entry.getKey(), entry.getValue()))
                .toList();
    }
}
