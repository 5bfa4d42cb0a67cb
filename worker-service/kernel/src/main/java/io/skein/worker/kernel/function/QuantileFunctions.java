package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.REAL;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.stats.QuantileDigest;
import io.airlift.stats.TDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** T-digests and quantile digests, held as hexadecimal digits of their serialised form. A quantile digest holds floating numbers as ordered bits. */
final class QuantileFunctions {
    private QuantileFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_tdigest", TEXT, row -> tdigest(row.text(0)), TEXT),
                JavaFunction.of("skein_tdigest_merge", TEXT, row -> mergeTDigests(row.text(0)), TEXT),
                JavaFunction.of("skein_tdigest_value", DOUBLE, row -> value(row.text(0), row.real(1)), TEXT, DOUBLE),
                JavaFunction.of("skein_qdigest", TEXT, row -> qdigest(row.text(0), row.real(1)), TEXT, DOUBLE),
                JavaFunction.of("skein_qdigest_merge", TEXT, row -> mergeQDigests(row.text(0)), TEXT),
                JavaFunction.of("skein_sortable_bigint", BIGINT, row -> row.bigint(0), BIGINT),
                JavaFunction.of("skein_sortable_double", BIGINT, row -> sortable(row.real(0)), DOUBLE),
                JavaFunction.of("skein_sortable_real", BIGINT, row -> sortable(row.single(0)), REAL),
                JavaFunction.of("skein_qdigest_value_bigint", BIGINT, row -> quantile(row), TEXT, DOUBLE),
                JavaFunction.of("skein_qdigest_value_double", DOUBLE, row -> asDouble(quantile(row)), TEXT, DOUBLE),
                JavaFunction.of("skein_qdigest_value_real", REAL, row -> asReal(quantile(row)), TEXT, DOUBLE),
                JavaFunction.of(
                        "skein_qdigest_quantile_bigint", DOUBLE, row -> rank(row.text(0), row.bigint(1)), TEXT, BIGINT),
                JavaFunction.of(
                        "skein_qdigest_quantile_double",
                        DOUBLE,
                        row -> rank(row.text(0), sortable(row.real(1))),
                        TEXT,
                        DOUBLE),
                JavaFunction.of(
                        "skein_qdigest_quantile_real",
                        DOUBLE,
                        row -> rank(row.text(0), sortable(row.single(1))),
                        TEXT,
                        REAL));
    }

    static String hex(Slice slice) {
        return HexFormat.of().withUpperCase().formatHex(slice.getBytes());
    }

    static Slice slice(String hex) {
        return Slices.wrappedBuffer(HexFormat.of().parseHex(hex));
    }

    private static String tdigest(String pairs) {
        TDigest digest = new TDigest();
        for (String pair : pairs.split(";", -1)) {
            int colon = pair.indexOf(':');
            double weight = number(pair.substring(colon + 1));
            if (!(weight > 0)) {
                throw invalidArgument("weight must be > 0, was " + weight);
            }
            digest.add(number(pair.substring(0, colon)), weight);
        }
        return hex(digest.serialize());
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.equals("nan") ? "NaN" : text);
        };
    }

    private static String mergeTDigests(String digests) {
        TDigest merged = new TDigest();
        for (String each : digests.split(";", -1)) {
            merged.mergeWith(TDigest.deserialize(slice(each)));
        }
        return hex(merged.serialize());
    }

    private static double value(String digest, double quantile) {
        requireFraction(quantile);
        return TDigest.deserialize(slice(digest)).valueAt(quantile);
    }

    private static void requireFraction(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw invalidArgument("Quantile should be within bounds [0, 1], was: " + quantile);
        }
    }

    private static String qdigest(String pairs, double accuracy) {
        if (!(accuracy > 0 && accuracy < 1)) {
            throw invalidArgument("Percentile accuracy must be exclusively between 0 and 1, was " + accuracy);
        }
        QuantileDigest digest = new QuantileDigest(accuracy);
        for (String pair : pairs.split(";", -1)) {
            int colon = pair.indexOf(':');
            long weight = Long.parseLong(pair.substring(colon + 1));
            if (weight <= 0) {
                throw invalidArgument("Percentile weight must be > 0, was " + weight);
            }
            digest.add(Long.parseLong(pair.substring(0, colon)), weight);
        }
        return hex(digest.serialize());
    }

    private static String mergeQDigests(String digests) {
        String[] each = digests.split(";", -1);
        QuantileDigest merged = new QuantileDigest(slice(each[0]));
        for (int i = 1; i < each.length; i++) {
            merged.merge(new QuantileDigest(slice(each[i])));
        }
        return hex(merged.serialize());
    }

    private static long quantile(Row row) {
        requireFraction(row.real(1));
        return new QuantileDigest(slice(row.text(0))).getQuantile(row.real(1));
    }

    private static @Nullable Object rank(String text, long value) {
        QuantileDigest digest = new QuantileDigest(slice(text));
        if (digest.getCount() == 0 || value > digest.getMax() || value < digest.getMin()) {
            return null;
        }
        return digest.getHistogram(List.of(value)).getFirst().getCount() / digest.getCount();
    }

    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63) & Long.MAX_VALUE;
    }

    private static double asDouble(long sortable) {
        return Double.longBitsToDouble(sortable ^ (sortable >> 63) & Long.MAX_VALUE);
    }

    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31) & Integer.MAX_VALUE;
    }

    private static float asReal(long sortable) {
        int bits = (int) sortable;
        return Float.intBitsToFloat(bits ^ (bits >> 31) & Integer.MAX_VALUE);
    }
}
