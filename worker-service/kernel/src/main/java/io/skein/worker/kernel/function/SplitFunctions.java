package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Splitting text. Lists and maps leave as JSON text, since Java functions can only give scalars. */
final class SplitFunctions {
    private SplitFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_split_limited",
                        TEXT,
                        row -> limited(row.text(0), row.text(1), row.bigint(2)),
                        TEXT,
                        TEXT,
                        BIGINT),
                JavaFunction.of(
                        "skein_split_to_map",
                        TEXT,
                        row -> map(row.text(0), row.text(1), row.text(2)),
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_split_to_multimap",
                        TEXT,
                        row -> multimap(row.text(0), row.text(1), row.text(2)),
                        TEXT,
                        TEXT,
                        TEXT));
    }

    private static String limited(String text, String delimiter, long limit) {
        if (limit <= 0) {
            throw invalidArgument("Limit must be positive");
        }
        if (delimiter.isEmpty()) {
            throw invalidArgument("The delimiter may not be the empty string");
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (parts.size() < limit - 1) {
            int end = text.indexOf(delimiter, start);
            if (end < 0) {
                break;
            }
            parts.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        parts.add(text.substring(start));
        return list(parts);
    }

    static String list(List<String> parts) {
        return parts.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String[]> entries(String text, String entryDelimiter, String keyDelimiter, String quote) {
        if (entryDelimiter.isEmpty()) {
            throw invalidArgument("entryDelimiter is empty");
        }
        if (keyDelimiter.isEmpty()) {
            throw invalidArgument("keyValueDelimiter is empty");
        }
        if (entryDelimiter.equals(keyDelimiter)) {
            throw invalidArgument("entryDelimiter and keyValueDelimiter must not be the same");
        }
        List<String[]> entries = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(entryDelimiter, start);
            String entry = text.substring(start, end < 0 ? text.length() : end);
            int middle = entry.indexOf(keyDelimiter);
            if (middle < 0 || entry.indexOf(keyDelimiter, middle + keyDelimiter.length()) >= 0) {
                throw invalidArgument("Key-value delimiter must appear exactly once in each entry. Bad input: " + quote
                        + entry + quote);
            }
            entries.add(new String[] {entry.substring(0, middle), entry.substring(middle + keyDelimiter.length())});
            start = end < 0 ? text.length() : end + entryDelimiter.length();
        }
        return entries;
    }

    private static String map(String text, String entryDelimiter, String keyDelimiter) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String[] entry : entries(text, entryDelimiter, keyDelimiter, "'")) {
            if (map.put(entry[0], JsonText.quoted(entry[1])) != null) {
                throw invalidArgument("Duplicate keys (" + entry[0] + ") are not allowed");
            }
        }
        return pairs(map);
    }

    private static String multimap(String text, String entryDelimiter, String keyDelimiter) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String[] entry : entries(text, entryDelimiter, keyDelimiter, "")) {
            map.computeIfAbsent(entry[0], _ -> new ArrayList<>()).add(entry[1]);
        }
        return pairs(map.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> list(entry.getValue()), (a, _) -> a, LinkedHashMap::new)));
    }

    /** A list of {@code {"k": key, "v": value}}, the values being JSON already. */
    static String pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "{\"k\":" + JsonText.quoted(entry.getKey()) + ",\"v\":" + entry.getValue() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
