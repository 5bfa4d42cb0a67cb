package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jcodings.specific.NonStrictUTF8Encoding;
import org.joni.Matcher;
import org.joni.NameEntry;
import org.joni.Option;
import org.joni.Regex;
import org.joni.Region;
import org.joni.Syntax;
import org.joni.exception.JOniException;
import org.jspecify.annotations.Nullable;

/** Regular expressions in Joni's syntax, over UTF-8 bytes. */
final class RegularExpressions {
    private static final int MOST_PATTERNS = 1000;
    private static final ThreadLocal<Map<String, Regex>> COMPILED =
            ThreadLocal.withInitial(() -> new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Regex> eldest) {
                    return size() > MOST_PATTERNS;
                }
            });

    private RegularExpressions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_regexp_like", BOOLEAN, row -> Search.of(row).next(), TEXT, TEXT),
                JavaFunction.of("skein_regexp_count", BIGINT, row -> count(Search.of(row)), TEXT, TEXT),
                JavaFunction.of("skein_regexp_position", INTEGER, row -> position(row), TEXT, TEXT, BIGINT, BIGINT),
                JavaFunction.of(
                        "skein_regexp_extract",
                        TEXT,
                        row -> extract(Search.of(row), row.bigint(2)),
                        TEXT,
                        TEXT,
                        BIGINT),
                JavaFunction.of(
                        "skein_regexp_extract_all",
                        TEXT,
                        row -> extractAll(Search.of(row), row.bigint(2)),
                        TEXT,
                        TEXT,
                        BIGINT),
                JavaFunction.of("skein_regexp_split", TEXT, row -> split(Search.of(row)), TEXT, TEXT),
                JavaFunction.of(
                        "skein_regexp_replace", TEXT, row -> replace(Search.of(row), row.text(2)), TEXT, TEXT, TEXT),
                JavaFunction.of("skein_regexp_pieces", TEXT, row -> pieces(Search.of(row)), TEXT, TEXT));
    }

    /** Trino's own edition of the library has no such options. */
    private static final java.util.regex.Pattern OTHER_OPTION =
            java.util.regex.Pattern.compile("(?<!\\\\)\\(\\?[imsx-]*[adlu]");

    static Regex compile(String pattern) {
        Regex known = COMPILED.get().get(pattern);
        if (known != null) {
            return known;
        }
        if (OTHER_OPTION.matcher(pattern).find()) {
            throw invalidArgument("undefined group option");
        }
        byte[] bytes = pattern.getBytes(UTF_8);
        try {
            Regex regex =
                    new Regex(bytes, 0, bytes.length, Option.ASCII_RANGE, NonStrictUTF8Encoding.INSTANCE, Syntax.Java);
            COMPILED.get().put(pattern, regex);
            return regex;
        } catch (JOniException e) {
            throw invalidArgument(String.valueOf(e.getMessage()));
        }
    }

    /** A walk over a text's matches. */
    private static final class Search {
        private final byte[] text;
        private final Regex regex;
        private final Matcher matcher;
        private int from;

        private Search(byte[] text, Regex regex) {
            this.text = text;
            this.regex = regex;
            this.matcher = regex.matcher(text);
        }

        static Search of(Row row) {
            return new Search(row.text(0).getBytes(UTF_8), compile(row.text(1)));
        }

        boolean next() {
            if (from > text.length || matcher.search(from, text.length, Option.DEFAULT) < 0) {
                return false;
            }
            int step = from < text.length ? Math.max(1, characterLength(from)) : 1;
            from = matcher.getEnd() > matcher.getBegin() ? matcher.getEnd() : Math.max(matcher.getEnd(), from);
            if (matcher.getEnd() == matcher.getBegin()) {
                from = matcher.getEnd() + (matcher.getEnd() < text.length ? characterLength(matcher.getEnd()) : step);
            }
            return true;
        }

        private int characterLength(int at) {
            int lead = text[at] & 0xFF;
            return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        }

        void checkGroup(long group) {
            if (group < 0) {
                throw invalidArgument("Group cannot be negative");
            }
            if (group > regex.numberOfCaptures()) {
                throw invalidArgument(
                        "Pattern has " + regex.numberOfCaptures() + " groups. Cannot access group " + group);
            }
        }

        @Nullable
        String group(int group) {
            Region region = matcher.getEagerRegion();
            int begin = region.getBeg(group);
            return begin < 0 ? null : text(begin, region.getEnd(group));
        }

        String text(int begin, int end) {
            return new String(text, begin, end - begin, UTF_8);
        }
    }

    private static Object count(Search search) {
        long count = 0;
        while (search.next()) {
            count++;
        }
        return count;
    }

    private static Object position(Row row) {
        long start = row.bigint(2);
        long occurrence = row.bigint(3);
        if (start < 1) {
            throw invalidArgument("start position cannot be smaller than 1");
        }
        if (occurrence < 1) {
            throw invalidArgument("occurrence cannot be smaller than 1");
        }
        String text = row.text(0);
        if (start > text.codePointCount(0, text.length())) {
            return -1;
        }
        Search search = Search.of(row);
        search.from =
                text.substring(0, text.offsetByCodePoints(0, (int) start - 1)).getBytes(UTF_8).length;
        for (long i = 0; i < occurrence; i++) {
            if (!search.next()) {
                return -1;
            }
        }
        String before = search.text(0, search.matcher.getBegin());
        return before.codePointCount(0, before.length()) + 1;
    }

    private static @Nullable Object extract(Search search, long group) {
        search.checkGroup(group);
        return search.next() ? search.group((int) group) : null;
    }

    private static String extractAll(Search search, long group) {
        search.checkGroup(group);
        List<String> found = new ArrayList<>();
        while (search.next()) {
            String text = search.group((int) group);
            found.add(text == null ? "null" : JsonText.quoted(text));
        }
        return "[" + String.join(",", found) + "]";
    }

    private static String split(Search search) {
        List<String> parts = new ArrayList<>();
        int end = 0;
        while (search.next()) {
            parts.add(search.text(end, search.matcher.getBegin()));
            end = search.matcher.getEnd();
        }
        parts.add(search.text(end, search.text.length));
        return SplitFunctions.list(parts);
    }

    private static String replace(Search search, String replacement) {
        StringBuilder result = new StringBuilder();
        int end = 0;
        while (search.next()) {
            result.append(search.text(end, search.matcher.getBegin()));
            append(result, search, replacement);
            end = search.matcher.getEnd();
        }
        return result.append(search.text(end, search.text.length)).toString();
    }

    private static void append(StringBuilder result, Search search, String replacement) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '\\') {
                if (++i == replacement.length()) {
                    throw invalidArgument("Illegal replacement sequence: " + replacement);
                }
                result.append(replacement.charAt(i));
            } else if (c == '$') {
                i = appendGroup(result, search, replacement, i + 1);
            } else {
                result.append(c);
            }
        }
    }

    private static int appendGroup(StringBuilder result, Search search, String replacement, int at) {
        if (at < replacement.length() && replacement.charAt(at) == '{') {
            int close = replacement.indexOf('}', at);
            String name = close < 0 ? "" : replacement.substring(at + 1, close);
            result.append(orEmpty(search.group(named(search.regex, name))));
            return close;
        }
        if (at == replacement.length() || !Character.isDigit(replacement.charAt(at))) {
            throw invalidArgument("Illegal replacement sequence: " + replacement);
        }
        int group = replacement.charAt(at) - '0';
        if (group > search.regex.numberOfCaptures()) {
            throw invalidArgument("Illegal replacement sequence: unknown group " + group);
        }
        int last = at;
        while (last + 1 < replacement.length() && Character.isDigit(replacement.charAt(last + 1))) {
            int longer = group * 10 + replacement.charAt(last + 1) - '0';
            if (longer > search.regex.numberOfCaptures()) {
                break;
            }
            group = longer;
            last++;
        }
        result.append(orEmpty(search.group(group)));
        return last;
    }

    private static int named(Regex regex, String name) {
        if (regex.numberOfNames() > 0) {
            byte[] bytes = name.getBytes(UTF_8);
            for (var names = regex.namedBackrefIterator(); names.hasNext(); ) {
                NameEntry entry = names.next();
                if (new String(entry.name, entry.nameP, entry.nameEnd - entry.nameP, UTF_8).equals(name)) {
                    return regex.nameToBackrefNumber(bytes, 0, bytes.length, null);
                }
            }
        }
        throw invalidArgument("Illegal replacement sequence: unknown group { " + name + " }");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The text between matches ({@code t}) and the groups of each match ({@code g}) in turn. */
    private static String pieces(Search search) {
        List<String> pieces = new ArrayList<>();
        int end = 0;
        while (search.next()) {
            pieces.add("{\"t\":" + JsonText.quoted(search.text(end, search.matcher.getBegin())) + ",\"g\":null}");
            List<String> groups = new ArrayList<>();
            for (int i = 1; i <= search.regex.numberOfCaptures(); i++) {
                String group = search.group(i);
                groups.add(group == null ? "null" : JsonText.quoted(group));
            }
            pieces.add("{\"t\":null,\"g\":[" + String.join(",", groups) + "]}");
            end = search.matcher.getEnd();
        }
        pieces.add("{\"t\":" + JsonText.quoted(search.text(end, search.text.length)) + ",\"g\":null}");
        return "[" + String.join(",", pieces) + "]";
    }
}
