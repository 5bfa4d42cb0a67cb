package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.REAL;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.airlift.slice.Murmur3Hash128;
import io.airlift.slice.Slices;
import io.airlift.slice.XxHash64;
import io.skein.spi.error.StandardErrorCode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Functions of bytes, which come and go as hexadecimal text. */
final class BinaryAlgorithms {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private BinaryAlgorithms() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_hex_reverse", TEXT, row -> reversed(bytes(row.text(0))), TEXT),
                JavaFunction.of(
                        "skein_hex_pad",
                        TEXT,
                        row -> padded(row.text(0), row.bigint(1), row.text(2), row.bool(3)),
                        TEXT,
                        BIGINT,
                        TEXT,
                        BOOLEAN),
                JavaFunction.of("skein_checked_hex", TEXT, row -> checkedHex(row.text(0)), TEXT),
                JavaFunction.of("skein_base64_to_hex", TEXT, row -> base64(row.text(0), row.bool(1)), TEXT, BOOLEAN),
                JavaFunction.of("skein_hex_to_base32", TEXT, row -> toBase32(bytes(row.text(0))), TEXT),
                JavaFunction.of("skein_base32_to_hex", TEXT, row -> fromBase32(row.text(0)), TEXT),
                JavaFunction.of("skein_hex_sha512", TEXT, row -> sha512(bytes(row.text(0))), TEXT),
                JavaFunction.of("skein_hex_crc32", BIGINT, row -> crc32(bytes(row.text(0))), TEXT),
                JavaFunction.of(
                        "skein_hex_xxhash64",
                        TEXT,
                        row -> HEX.toHexDigits(XxHash64.hash(Slices.wrappedBuffer(bytes(row.text(0))))),
                        TEXT),
                JavaFunction.of(
                        "skein_hex_murmur3",
                        TEXT,
                        row -> HEX.formatHex(Murmur3Hash128.hash(Slices.wrappedBuffer(bytes(row.text(0))))
                                .getBytes()),
                        TEXT),
                JavaFunction.of(
                        "skein_hex_hmac",
                        TEXT,
                        row -> hmac(row.text(0), bytes(row.text(1)), bytes(row.text(2))),
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_number_to_hex",
                        TEXT,
                        row -> HEX.toHexDigits(row.bigint(0), row.integer(1) * 2),
                        BIGINT,
                        INTEGER,
                        BOOLEAN),
                JavaFunction.of(
                        "skein_hex_to_number", BIGINT, row -> number(row.text(0), row.integer(1)), TEXT, INTEGER),
                JavaFunction.of(
                        "skein_double_to_hex",
                        TEXT,
                        row -> HEX.toHexDigits(Double.doubleToLongBits(row.real(0))),
                        DOUBLE),
                JavaFunction.of(
                        "skein_real_to_hex", TEXT, row -> HEX.toHexDigits(Float.floatToIntBits(row.single(0))), REAL),
                JavaFunction.of(
                        "skein_hex_to_double", DOUBLE, row -> Double.longBitsToDouble(floating(row.text(0), 8)), TEXT),
                JavaFunction.of(
                        "skein_hex_to_real", REAL, row -> Float.intBitsToFloat((int) floating(row.text(0), 4)), TEXT),
                JavaFunction.of("skein_java_double", TEXT, row -> Double.toString(row.real(0)), DOUBLE),
                JavaFunction.of(
                        "skein_shift",
                        BIGINT,
                        row -> shifted(row.text(0), row.bigint(1), row.bigint(2), row.integer(3)),
                        TEXT,
                        BIGINT,
                        BIGINT,
                        INTEGER));
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }

    private static String reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return HEX.formatHex(result);
    }

    private static String padded(String hex, long size, String pad, boolean left) {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw invalidArgument("Target length must be in the range [0.." + Integer.MAX_VALUE + "]");
        }
        if (pad.isEmpty()) {
            throw invalidArgument("Padding bytes must not be empty");
        }
        int length = Math.toIntExact(size * 2);
        if (length <= hex.length()) {
            return hex.substring(0, length);
        }
        String padding = pad.repeat((length - hex.length()) / pad.length() + 1).substring(0, length - hex.length());
        return left ? padding + hex : hex + padding;
    }

    private static String checkedHex(String text) {
        if (text.length() % 2 != 0) {
            throw invalidArgument("string is not a valid hex string: odd number of characters");
        }
        try {
            HEX.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw invalidArgument("invalid hex character in: " + text);
        }
        return text;
    }

    private static String base64(String text, boolean url) {
        try {
            return HEX.formatHex((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
        } catch (IllegalArgumentException e) {
            throw invalidArgument(String.valueOf(e.getMessage()));
        }
    }

    private static String toBase32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        long buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((int) (buffer >> bits & 31)));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((int) (buffer << 5 - bits & 31)));
        }
        return text.append("=".repeat((8 - text.length() % 8) % 8)).toString();
    }

    private static String fromBase32(String text) {
        StringBuilder hex = new StringBuilder();
        long buffer = 0;
        int bits = 0;
        for (char c : text.replaceAll("=+$", "").toCharArray()) {
            int value = BASE32.indexOf(c);
            if (value < 0) {
                throw invalidArgument("Invalid input character " + c);
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                hex.append(HEX.toHexDigits((byte) (buffer >> bits)));
            }
        }
        return hex.toString();
    }

    private static String sha512(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static String hmac(String name, byte[] data, byte[] key) {
        if (key.length == 0) {
            throw Failures.failure(StandardErrorCode.GENERIC_INTERNAL_ERROR, "Empty key");
        }
        try {
            String algorithm = "Hmac" + name.toUpperCase(Locale.ROOT);
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return HEX.formatHex(mac.doFinal(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object number(String hex, int size) {
        if (hex.length() != size * 2) {
            throw invalidArgument("expected " + size + "-byte input, but got instead: " + hex.length() / 2);
        }
        return size == 8 ? Long.parseUnsignedLong(hex, 16) : (long) Integer.parseUnsignedInt(hex, 16);
    }

    private static long floating(String hex, int size) {
        if (hex.length() != size * 2) {
            throw invalidArgument("Input floating-point value must be exactly " + size + " bytes long");
        }
        return Long.parseUnsignedLong(hex, 16);
    }

    private static Object shifted(String kind, long value, long shift, int bits) {
        boolean gone = shift < 0 || shift >= bits;
        long result = switch (kind) {
            case "left" -> gone ? 0 : value << shift;
            case "right" -> gone ? 0 : shift == 0 ? value : (bits == 64 ? value : value & (1L << bits) - 1) >>> shift;
            default -> gone ? (value < 0 ? -1 : 0) : value >> shift;
        };
        return result << 64 - bits >> 64 - bits;
    }
}
