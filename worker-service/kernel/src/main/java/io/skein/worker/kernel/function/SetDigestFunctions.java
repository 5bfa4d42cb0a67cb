package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.util.List;
import java.util.stream.Collectors;

/** Set digests, held as hexadecimal digits of their serialised form. */
final class SetDigestFunctions {
    private SetDigestFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_set_digest", TEXT, row -> digest(row.text(0), row.bool(1)), TEXT, BOOLEAN),
                JavaFunction.of("skein_set_digest_merge", TEXT, row -> merged(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_set_digest_cardinality",
                        BIGINT,
                        row -> read(row.text(0)).cardinality(),
                        TEXT),
                JavaFunction.of(
                        "skein_set_digest_intersection",
                        BIGINT,
                        row -> read(row.text(0)).intersection(read(row.text(1))),
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_set_digest_jaccard",
                        DOUBLE,
                        row -> read(row.text(0)).jaccard(read(row.text(1))),
                        TEXT,
                        TEXT),
                JavaFunction.of("skein_set_digest_counts", TEXT, row -> counts(read(row.text(0))), TEXT));
    }

    private static SetDigest read(String hex) {
        return SetDigest.read(QuantileFunctions.slice(hex));
    }

    /** The digest of values that stand as numbers or as hexadecimal digits. */
    private static String digest(String values, boolean bytes) {
        SetDigest digest = new SetDigest();
        for (String value : values.split(";", -1)) {
            if (bytes) {
                digest.add(QuantileFunctions.slice(value));
            } else {
                digest.add(Long.parseLong(value));
            }
        }
        return QuantileFunctions.hex(digest.serialize());
    }

    private static String merged(String digests) {
        SetDigest merged = new SetDigest();
        for (String each : digests.split(";", -1)) {
            merged.merge(read(each));
        }
        return QuantileFunctions.hex(merged.serialize());
    }

    private static String counts(SetDigest digest) {
        return digest.counts().entrySet().stream()
                .map(entry -> "{\"k\":" + entry.getKey() + ",\"v\":" + entry.getValue() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
