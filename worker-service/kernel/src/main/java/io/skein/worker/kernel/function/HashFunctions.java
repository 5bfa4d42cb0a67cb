package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.REAL;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.airlift.slice.Murmur3Hash32;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.slice.SpookyHashV2;
import io.airlift.slice.XxHash64;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/** The 64-bit hashes of values, and the sum of them that a checksum is. */
final class HashFunctions {
    private static final long PRIME = 0x9E3779B185EBCA87L;

    private HashFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_hash_bigint", BIGINT, row -> XxHash64.hash(row.bigint(0)), BIGINT),
                JavaFunction.of("skein_hash_text", BIGINT, row -> XxHash64.hash(Slices.utf8Slice(row.text(0))), TEXT),
                JavaFunction.of(
                        "skein_hash_hex",
                        BIGINT,
                        row -> XxHash64.hash(Slices.wrappedBuffer(HexFormat.of().parseHex(row.text(0)))),
                        TEXT),
                JavaFunction.of("skein_hex_spooky", TEXT, row -> spooky(row.text(0), row.integer(1)), TEXT, INTEGER),
                JavaFunction.of(
                        "skein_bucket_bigint",
                        INTEGER,
                        row -> bucket(Murmur3Hash32.hash(row.bigint(0)), row.integer(1)),
                        BIGINT,
                        INTEGER),
                JavaFunction.of(
                        "skein_bucket_hex",
                        INTEGER,
                        row -> bucket(HexFormat.of().parseHex(row.text(0)), row.integer(1)),
                        TEXT,
                        INTEGER),
                JavaFunction.of(
                        "skein_bucket_decimal",
                        INTEGER,
                        row -> bucket(
                                new BigDecimal(row.text(0)).unscaledValue().toByteArray(), row.integer(1)),
                        TEXT,
                        INTEGER),
                JavaFunction.of("skein_hash_double", BIGINT, row -> hash(row.real(0)), DOUBLE),
                JavaFunction.of("skein_hash_real", BIGINT, row -> hash(row.single(0)), REAL),
                JavaFunction.of("skein_checksum_step", BIGINT, row -> row.bigint(0) * PRIME, BIGINT),
                JavaFunction.of("skein_checksum_bytes", TEXT, row -> bytes(row.text(0)), TEXT));
    }

    private static Object spooky(String hex, int bits) {
        Slice bytes = Slices.wrappedBuffer(HexFormat.of().parseHex(hex));
        return bits == Integer.SIZE
                ? HexFormat.of().toHexDigits(SpookyHashV2.hash32(bytes, 0, bytes.length(), 0))
                : HexFormat.of().toHexDigits(SpookyHashV2.hash64(bytes, 0, bytes.length(), 0));
    }

    private static Object bucket(byte[] bytes, int count) {
        return bucket(Murmur3Hash32.hash(Slices.wrappedBuffer(bytes)), count);
    }

    /** Iceberg's bucket of a hash. */
    private static Object bucket(int hash, int count) {
        return (hash & Integer.MAX_VALUE) % count;
    }

    /** Both zeros are one value. */
    private static Object hash(double value) {
        return XxHash64.hash(Double.doubleToLongBits(value == 0 ? 0 : value));
    }

    private static Object hash(float value) {
        return XxHash64.hash(Float.floatToIntBits(value == 0 ? 0 : value));
    }

    /** The sum's low 64 bits, little end first, as hexadecimal digits. */
    private static Object bytes(String sum) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(new BigInteger(sum).longValue());
        return HexFormat.of().formatHex(buffer.array());
    }
}
