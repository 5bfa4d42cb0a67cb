package io.skein.worker.kernel.function;

import io.airlift.slice.DynamicSliceOutput;
import io.airlift.slice.Murmur3Hash128;
import io.airlift.slice.Slice;
import io.airlift.slice.SliceInput;
import io.airlift.stats.cardinality.HyperLogLog;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sketch of a set by the least hashes of its members: exact while they are few. Its serialised form is Trino's. */
final class SetDigest {
    private static final byte FORMAT = 1;
    private static final int BUCKETS = 2_048;
    private static final int MOST_HASHES = 8_192;

    private final HyperLogLog sketch;
    private final int most;
    private final SortedMap<Long, Short> counts = new TreeMap<>();

    SetDigest() {
        this(HyperLogLog.newInstance(BUCKETS), MOST_HASHES);
    }

    private SetDigest(HyperLogLog sketch, int most) {
        this.sketch = sketch;
        this.most = most;
    }

    static SetDigest read(Slice serialized) {
        SliceInput input = serialized.getInput();
        if (input.readByte() != FORMAT) {
            throw Failures.invalidArgument("Unexpected version");
        }
        HyperLogLog sketch = HyperLogLog.newInstance(input.readSlice(input.readInt()));
        SetDigest digest = new SetDigest(sketch, input.readInt());
        long[] hashes = new long[input.readInt()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = input.readLong();
        }
        for (long hash : hashes) {
            digest.counts.put(hash, input.readShort());
        }
        return digest;
    }

    Slice serialize() {
        DynamicSliceOutput output = new DynamicSliceOutput(64 + counts.size() * (Long.BYTES + Short.BYTES));
        output.appendByte(FORMAT);
        Slice serialized = sketch.serialize();
        output.appendInt(serialized.length());
        output.appendBytes(serialized);
        output.appendInt(most);
        output.appendInt(counts.size());
        counts.keySet().forEach(output::appendLong);
        counts.values().forEach(count -> output.appendShort(count));
        return output.slice();
    }

    void add(long value) {
        add(Murmur3Hash128.hash64(value), 1);
        sketch.add(value);
    }

    void add(Slice value) {
        add(Murmur3Hash128.hash64(value), 1);
        sketch.add(value);
    }

    private void add(long hash, int times) {
        int count = counts.getOrDefault(hash, (short) 0) + times;
        counts.put(hash, (short) Math.min(count, Short.MAX_VALUE));
        if (counts.size() > most) {
            counts.remove(counts.lastKey());
        }
    }

    void merge(SetDigest other) {
        sketch.mergeWith(other.sketch);
        other.counts.forEach((hash, count) -> add(hash, count));
    }

    private boolean exact() {
        return counts.size() < most;
    }

    long cardinality() {
        return exact() ? counts.size() : sketch.cardinality();
    }

    SortedMap<Long, Short> counts() {
        return counts;
    }

    /** The share of the smaller set's hashes that both have. */
    double jaccard(SetDigest other) {
        int smaller = Math.min(counts.size(), other.counts.size());
        TreeSet<Long> union = new TreeSet<>(counts.keySet());
        union.addAll(other.counts.keySet());
        long common = union.stream()
                .limit(smaller)
                .filter(hash -> counts.containsKey(hash) && other.counts.containsKey(hash))
                .count();
        return common / (double) smaller;
    }

    /** How many members both have; never more than the smaller set. */
    long intersection(SetDigest other) {
        if (exact() && other.exact()) {
            return counts.keySet().stream().filter(other.counts::containsKey).count();
        }
        long least = Math.min(cardinality(), other.cardinality());
        double similarity = jaccard(other);
        merge(other);
        return Math.min(Math.round(similarity * cardinality()), least);
    }
}
