package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.airlift.stats.TDigest;
import io.airlift.stats.cardinality.HyperLogLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Estimates from what the kernel's aggregates collected. */
final class SketchFunctions {
    private static final int BUCKET_BITS = 18;
    private static final int REST_BITS = Long.SIZE - BUCKET_BITS;
    private static final int ZEROS_BITS = 6;
    private static final double STANDARD_ERROR_SQUARED = 1.0816;

    static {
        // The sketches ask for the sizes of their objects, for which the library would attach to its own process.
        for (String way : List.of("jol.skipDynamicAttach", "jol.skipHotspotSAAttach", "jol.skipInstalledAttach")) {
            System.setProperty(way, System.getProperty(way, "true"));
        }
    }

    private SketchFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_set_entry", BIGINT, row -> entry(row.bigint(0)), BIGINT),
                JavaFunction.of(
                        "skein_cardinality", BIGINT, row -> cardinality(row.text(0), row.real(1)), TEXT, DOUBLE),
                JavaFunction.of(
                        "skein_weighted_quantile",
                        DOUBLE,
                        row -> weightedQuantile(row.text(0), row.real(1)),
                        TEXT,
                        DOUBLE),
                JavaFunction.of(
                        "skein_merge_buckets", TEXT, row -> mergeBuckets(row.bigint(0), row.text(1)), BIGINT, TEXT));
    }

    /** A hash's first 18 bits and the number of zeros that follow. */
    private static long entry(long hash) {
        long bucket = hash >>> REST_BITS;
        int zeros = Long.numberOfLeadingZeros((hash << BUCKET_BITS) | (1L << (BUCKET_BITS - 1))) + 1;
        return bucket << ZEROS_BITS | zeros;
    }

    private static long cardinality(String entries, double standardError) {
        HyperLogLog sketch = HyperLogLog.newInstance(buckets(standardError));
        if (!entries.isEmpty()) {
            for (String entry : entries.split(",", -1)) {
                sketch.addHash(representative(Long.parseLong(entry)));
            }
        }
        return sketch.cardinality();
    }

    /** A hash with the entry's bucket and zeros; the sketch looks at nothing else. */
    private static long representative(long entry) {
        long zeros = entry & ((1L << ZEROS_BITS) - 1);
        long rest = zeros <= REST_BITS ? 1L << (REST_BITS - zeros) : 0;
        return entry >>> ZEROS_BITS << REST_BITS | rest;
    }

    private static int buckets(double standardError) {
        int least = (int) Math.ceil(STANDARD_ERROR_SQUARED / (standardError * standardError));
        return Integer.highestOneBit(least - 1) << 1;
    }

    private static double weightedQuantile(String pairs, double fraction) {
        TDigest digest = new TDigest();
        buckets(pairs).forEach(bucket -> digest.add(bucket.value(), bucket.weight()));
        return digest.valueAt(fraction);
    }

    /** A value that stands for this much. */
    private record Bucket(double value, double weight) {
        Bucket merge(Bucket other) {
            double sum = weight + other.weight;
            return new Bucket((value * weight + other.value * other.weight) / sum, sum);
        }

        /** What merging the two would lose. */
        double penalty(Bucket other) {
            double distance = value - other.value;
            return distance * distance * weight * other.weight / (weight + other.weight);
        }
    }

    private static List<Bucket> buckets(String pairs) {
        List<Bucket> buckets = new ArrayList<>();
        for (String pair : pairs.split(";", -1)) {
            int colon = pair.indexOf(':');
            buckets.add(new Bucket(real(pair.substring(0, colon)), real(pair.substring(colon + 1))));
        }
        return buckets;
    }

    /** The kernel writes {@code inf} and {@code nan}. */
    private static double real(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static String mergeBuckets(long most, String pairs) {
        List<Bucket> buckets = new ArrayList<>();
        buckets(pairs).stream()
                .sorted(Comparator.comparingDouble(Bucket::value))
                .forEach(bucket -> {
                    if (!buckets.isEmpty() && buckets.getLast().value() == bucket.value()) {
                        buckets.add(buckets.removeLast().merge(bucket));
                    } else {
                        buckets.add(bucket);
                    }
                });
        while (buckets.size() > most) {
            int cheapest = 0;
            for (int i = 1; i + 1 < buckets.size(); i++) {
                if (buckets.get(i).penalty(buckets.get(i + 1))
                        < buckets.get(cheapest).penalty(buckets.get(cheapest + 1))) {
                    cheapest = i;
                }
            }
            buckets.set(cheapest, buckets.get(cheapest).merge(buckets.remove(cheapest + 1)));
        }
        return buckets.stream().map(bucket -> Double.toString(bucket.value())).collect(Collectors.joining(",")) + "|"
                + buckets.stream()
                        .map(bucket -> Double.toString(bucket.weight()))
                        .collect(Collectors.joining(","));
    }
}
