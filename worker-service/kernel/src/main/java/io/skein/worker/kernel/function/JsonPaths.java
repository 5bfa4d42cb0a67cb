package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The small path language of json_extract: members and array elements. It streams, so the first of two equal keys counts and bad text ends the search. */
final class JsonPaths {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern STEP = Pattern.compile(
            "\\.([A-Za-z_0-9$\\p{L}:-]+)|\\[(\\d+)]|\\[\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"]|\\.\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");

    private JsonPaths() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_json_extract", TEXT, row -> extract(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of("skein_json_extract_scalar", TEXT, row -> scalar(row.text(0), row.text(1)), TEXT, TEXT),
                JavaFunction.of("skein_json_size", BIGINT, row -> size(row.text(0), row.text(1)), TEXT, TEXT));
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 1;
        while (path.startsWith("$")
                && at < path.length()
                && matcher.region(at, path.length()).lookingAt()) {
            for (int group = 1; group <= 4; group++) {
                if (matcher.group(group) != null) {
                    steps.add(group > 2 ? matcher.group(group).replaceAll("\\\\(.)", "$1") : matcher.group(group));
                }
            }
            at = matcher.end();
        }
        if (at < path.length() || !path.startsWith("$")) {
            throw invalidArgument("Invalid JSON path: '" + path + "'");
        }
        return steps;
    }

    /** Stands the parser on the value that the path leads to; false when there is none. */
    private static boolean find(JsonParser parser, List<String> steps) throws IOException {
        JsonToken token = parser.nextToken();
        for (String step : steps) {
            if (token == JsonToken.START_OBJECT) {
                token = member(parser, step);
            } else if (token == JsonToken.START_ARRAY && step.chars().allMatch(Character::isDigit)) {
                token = element(parser, Integer.parseInt(step));
            } else {
                return false;
            }
            if (token == null) {
                return false;
            }
        }
        return token != null;
    }

    private static @Nullable JsonToken member(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            JsonToken value = parser.nextToken();
            if (found) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static @Nullable JsonToken element(JsonParser parser, int index) throws IOException {
        JsonToken token = parser.nextToken();
        for (int i = 0; i < index && token != JsonToken.END_ARRAY && token != null; i++) {
            parser.skipChildren();
            token = parser.nextToken();
        }
        return token == JsonToken.END_ARRAY ? null : token;
    }

    private static @Nullable String extract(String text, String path) {
        List<String> steps = steps(path);
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.setCodec(JsonFunctions.MAPPER);
            return find(parser, steps) ? JsonFunctions.canonical(JsonFunctions.subtree(parser)) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String scalar(String text, String path) {
        List<String> steps = steps(path);
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (!find(parser, steps) || parser.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            return parser.currentToken().isScalarValue() ? parser.getText() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Object size(String text, String path) {
        List<String> steps = steps(path);
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.setCodec(JsonFunctions.MAPPER);
            return find(parser, steps) ? (long) JsonFunctions.subtree(parser).size() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
