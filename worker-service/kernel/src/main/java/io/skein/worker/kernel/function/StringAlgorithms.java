package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of strings by code points. */
final class StringAlgorithms {
    private static final String SOUNDEX = "01230120022455012623010202";

    private StringAlgorithms() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_reverse",
                        TEXT,
                        row -> new StringBuilder(row.text(0)).reverse().toString(),
                        TEXT),
                JavaFunction.of(
                        "skein_strpos",
                        BIGINT,
                        row -> position(row.text(0), row.text(1), row.bigint(2)),
                        TEXT,
                        TEXT,
                        BIGINT),
                JavaFunction.of("skein_interleave", TEXT, row -> interleaved(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of(
                        "skein_translate",
                        TEXT,
                        row -> translated(row.text(0), row.text(1), row.text(2)),
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of("skein_chr", TEXT, row -> character(row.bigint(0)), BIGINT),
                JavaFunction.of("skein_codepoint", INTEGER, row -> codePoint(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_levenshtein",
                        BIGINT,
                        row -> levenshtein(points(row.text(0)), points(row.text(1))),
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_hamming", BIGINT, row -> hamming(points(row.text(0)), points(row.text(1))), TEXT, TEXT),
                JavaFunction.of("skein_soundex", TEXT, row -> soundex(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_normalize",
                        TEXT,
                        row -> Normalizer.normalize(row.text(0), form(row.text(1))),
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_from_utf8",
                        TEXT,
                        row -> decoded(HexFormat.of().parseHex(row.text(0)), row.text(1)),
                        TEXT,
                        TEXT),
                JavaFunction.of("skein_luhn", BOOLEAN, row -> luhn(row.text(0)), TEXT));
    }

    private static int[] points(String text) {
        return text.codePoints().toArray();
    }

    private static Object position(String text, String part, long instance) {
        if (instance == 0) {
            throw invalidArgument("'instance' must be a positive or negative number.");
        }
        if (part.isEmpty()) {
            return 1L;
        }
        int found = instance > 0 ? -1 : text.length();
        for (long left = Math.abs(instance); left > 0; left--) {
            found = instance > 0 ? text.indexOf(part, found + 1) : found == 0 ? -1 : text.lastIndexOf(part, found - 1);
            if (found < 0) {
                return 0L;
            }
        }
        return text.codePointCount(0, found) + 1L;
    }

    private static String interleaved(String text, String part) {
        StringBuilder result = new StringBuilder(part);
        text.codePoints().forEach(point -> result.appendCodePoint(point).append(part));
        return result.toString();
    }

    private static String translated(String text, String from, String to) {
        int[] source = points(from);
        int[] target = points(to);
        Map<Integer, Integer> table = new HashMap<>();
        for (int i = 0; i < source.length; i++) {
            table.putIfAbsent(source[i], i < target.length ? target[i] : -1);
        }
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(point -> {
            int changed = table.getOrDefault(point, point);
            if (changed >= 0) {
                result.appendCodePoint(changed);
            }
        });
        return result.toString();
    }

    private static String character(long point) {
        if (point < 0
                || point > Character.MAX_CODE_POINT
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw invalidArgument("Not a valid Unicode code point: " + point);
        }
        return Character.toString((int) point);
    }

    private static Object codePoint(String text) {
        if (text.codePointCount(0, text.length()) != 1) {
            throw invalidArgument("Input string must be a single character string");
        }
        return text.codePointAt(0);
    }

    private static Object levenshtein(int[] left, int[] right) {
        long[] distances = new long[right.length + 1];
        Arrays.setAll(distances, i -> i);
        for (int i = 0; i < left.length; i++) {
            long diagonal = distances[0];
            distances[0] = i + 1L;
            for (int j = 0; j < right.length; j++) {
                long above = distances[j + 1];
                distances[j + 1] =
                        left[i] == right[j] ? diagonal : 1 + Math.min(diagonal, Math.min(distances[j], above));
                diagonal = above;
            }
        }
        return distances[right.length];
    }

    private static Object hamming(int[] left, int[] right) {
        if (left.length != right.length) {
            throw invalidArgument("The input strings to hamming_distance function must have the same length");
        }
        long distance = 0;
        for (int i = 0; i < left.length; i++) {
            distance += left[i] == right[i] ? 0 : 1;
        }
        return distance;
    }

    private static String soundex(String text) {
        StringBuilder code = new StringBuilder();
        char last = '0';
        for (int i = 0; i < text.length() && code.length() < 4; i++) {
            char c = Character.toUpperCase(text.charAt(i));
            if (!Character.isLetter(c)) {
                continue;
            }
            if (c < 'A' || c > 'Z') {
                throw invalidArgument("The character is not mapped: " + c + " (index=" + (c - 'A') + ")");
            }
            char digit = SOUNDEX.charAt(c - 'A');
            if (code.isEmpty()) {
                code.append(c);
                last = digit;
            } else if (c != 'H' && c != 'W') {
                if (digit != '0' && digit != last) {
                    code.append(digit);
                }
                last = digit;
            }
        }
        return code.isEmpty() ? "" : (code + "000").substring(0, 4);
    }

    private static Normalizer.Form form(String name) {
        try {
            return Normalizer.Form.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw invalidArgument("Normalization form must be one of [NFD, NFC, NFKD, NFKC]");
        }
    }

    private static String decoded(byte[] bytes, String replacement) {
        if (replacement.codePointCount(0, replacement.length()) > 1) {
            throw invalidArgument("Replacement character string must empty or a single character");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length + 1);
        StringBuilder text = new StringBuilder();
        while (true) {
            CoderResult result = decoder.decode(input, output, true);
            text.append(output.flip());
            output.clear();
            if (!result.isMalformed()) {
                return text.toString();
            }
            skipMalformed(input);
            text.append(replacement);
        }
    }

    /** One replacement stands for a lead byte with all the continuation bytes it asks for. */
    private static void skipMalformed(ByteBuffer input) {
        int lead = input.get() & 0xFF;
        int wanted = lead >= 0xF8 ? 4 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
        while (wanted-- > 0 && input.hasRemaining() && (input.get(input.position()) & 0xC0) == 0x80) {
            input.get();
        }
    }

    private static @Nullable Object luhn(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(text.length() - 1 - i) - '0';
            if (digit < 0 || digit > 9) {
                throw invalidArgument("Input contains non-digit character");
            }
            sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
        }
        return sum % 10 == 0;
    }
}
