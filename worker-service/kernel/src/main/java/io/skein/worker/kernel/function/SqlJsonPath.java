package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A path of the SQL/JSON language: {@code lax $.a[*] ? (@.b > 2)}. Parsed by descent into a chain of steps over sequences of items. */
final class SqlJsonPath {
    private static final String WORD = "[A-Za-z_][A-Za-z0-9_]*";

    private final String text;
    private final boolean strict;
    private int at;

    /** What a path cannot be applied to. */
    static final class PathException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PathException(String message) {
            super(message);
        }
    }

    /** From items to items; the filter's current item comes second. */
    private interface Step {
        List<JsonNode> apply(JsonNode root, JsonNode current);
    }

    private interface Test {
        boolean holds(JsonNode root, JsonNode current);
    }

    private SqlJsonPath(String path) {
        String trimmed = path.strip();
        strict = trimmed.startsWith("strict");
        text = trimmed.replaceFirst("^(lax|strict)\\s*", "");
    }

    /** The items that the path leads to. */
    static List<JsonNode> evaluate(String path, JsonNode root) {
        SqlJsonPath parser = new SqlJsonPath(path);
        Step step = parser.accessors();
        parser.skip();
        if (parser.at < parser.text.length()) {
            throw parser.unexpected();
        }
        return step.apply(root, root);
    }

    private IllegalArgumentException unexpected() {
        return Failures.invalidArgument("Invalid JSON path: '" + text + "'");
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(String token) {
        skip();
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw unexpected();
        }
    }

    private String word() {
        skip();
        if (at < text.length() && text.charAt(at) == '"') {
            return string();
        }
        var matcher = java.util.regex.Pattern.compile(WORD).matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected();
        }
        at = matcher.end();
        return matcher.group();
    }

    private String string() {
        StringBuilder result = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            result.append(text.charAt(at));
        }
        expect("\"");
        return result.toString();
    }

    private Step accessors() {
        Step step = primary();
        while (true) {
            if (take("..")) {
                step = then(step, descendants(word()));
            } else if (take(".*")) {
                step = then(
                        step,
                        item -> objects(item)
                                .flatMap(object -> values(object).stream())
                                .toList());
            } else if (take(".")) {
                step = member(step);
            } else if (take("[")) {
                step = subscripts(step);
            } else if (take("?")) {
                step = filtered(step);
            } else {
                return step;
            }
        }
    }

    private Step primary() {
        if (take("$")) {
            return (root, _) -> List.of(root);
        }
        if (take("@")) {
            return (_, current) -> List.of(current);
        }
        JsonNode literal = literal();
        return (_, _) -> List.of(literal);
    }

    private JsonNode literal() {
        skip();
        if (at < text.length() && text.charAt(at) == '"') {
            return TextNode.valueOf(string());
        }
        if (take("true") || take("false")) {
            return BooleanNode.valueOf(text.startsWith("true", at - 4));
        }
        if (take("null")) {
            return NullNode.getInstance();
        }
        var number = java.util.regex.Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
                .matcher(text)
                .region(at, text.length());
        if (!number.lookingAt()) {
            throw unexpected();
        }
        at = number.end();
        return DecimalNode.valueOf(new BigDecimal(number.group()));
    }

    private interface PerItem {
        List<JsonNode> apply(JsonNode item);
    }

    private static Step then(Step first, PerItem next) {
        return (root, current) -> first.apply(root, current).stream()
                .flatMap(item -> next.apply(item).stream())
                .toList();
    }

    private java.util.stream.Stream<JsonNode> objects(JsonNode item) {
        return !strict && item.isArray() ? elements(item).stream() : java.util.stream.Stream.of(item);
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.elements().forEachRemaining(elements::add);
        return elements;
    }

    private static List<JsonNode> values(JsonNode object) {
        return object.isObject() ? elements(object) : List.of();
    }

    private static PerItem descendants(String name) {
        return item -> {
            List<JsonNode> found = new ArrayList<>();
            collect(item, name, found);
            return found;
        };
    }

    private static void collect(JsonNode item, String name, List<JsonNode> found) {
        if (item.isObject() && item.has(name)) {
            found.add(item.get(name));
        }
        item.elements().forEachRemaining(child -> collect(child, name, found));
    }

    private Step member(Step step) {
        String name = word();
        if (take("()")) {
            return then(step, item -> method(item, name));
        }
        return then(
                step,
                item -> objects(item)
                        .flatMap(object -> field(object, name).stream())
                        .toList());
    }

    private List<JsonNode> field(JsonNode object, String name) {
        JsonNode value = object.isObject() ? object.get(name) : null;
        if (value == null && strict) {
            throw new PathException(
                    object.isObject()
                            ? "structural error: missing member '" + name + "' in JSON object"
                            : "structural error: invalid item type. Expected: OBJECT, actual: "
                                    + type(object).toUpperCase(java.util.Locale.ROOT));
        }
        return value == null ? List.of() : List.of(value);
    }

    private static String type(JsonNode item) {
        return item.isObject()
                ? "object"
                : item.isArray()
                        ? "array"
                        : item.isTextual()
                                ? "string"
                                : item.isNumber() ? "number" : item.isBoolean() ? "boolean" : "null";
    }

    private static List<JsonNode> method(JsonNode item, String name) {
        return switch (name) {
            case "size" -> List.of(LongNode.valueOf(item.isArray() ? item.size() : 1));
            case "type" -> List.of(TextNode.valueOf(type(item)));
            case "abs" -> List.of(number(item, Math.abs(item.doubleValue())));
            case "floor" -> List.of(number(item, Math.floor(item.doubleValue())));
            case "ceiling" -> List.of(number(item, Math.ceil(item.doubleValue())));
            case "double" -> List.of(DoubleNode.valueOf(Double.parseDouble(item.asText())));
            case "keyvalue" -> pairs(item);
            default -> throw Failures.invalidArgument("Invalid JSON path: unknown method " + name);
        };
    }

    private static JsonNode number(JsonNode item, double value) {
        return item.isIntegralNumber() ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }

    private static List<JsonNode> pairs(JsonNode object) {
        List<JsonNode> pairs = new ArrayList<>();
        object.properties().forEach(field -> {
            var pair = JsonFunctions.MAPPER.createObjectNode();
            pair.put("name", field.getKey()).set("value", field.getValue());
            pairs.add(pair.put("id", 0));
        });
        return pairs;
    }

    private Step subscripts(Step step) {
        if (take("*")) {
            expect("]");
            return then(step, item -> item.isArray() ? elements(item) : list(item, "ARRAY"));
        }
        List<String[]> ranges = new ArrayList<>();
        do {
            String low = index();
            ranges.add(new String[] {low, take("to") ? index() : low});
        } while (take(","));
        expect("]");
        return then(step, item -> {
            List<JsonNode> elements = item.isArray() ? elements(item) : list(item, "ARRAY");
            List<JsonNode> found = new ArrayList<>();
            for (String[] range : ranges) {
                for (int i = place(range[0], elements.size()); i <= place(range[1], elements.size()); i++) {
                    if (i >= 0 && i < elements.size()) {
                        found.add(elements.get(i));
                    } else if (strict) {
                        throw new PathException(
                                "structural error: invalid array subscript for array of size " + elements.size());
                    }
                }
            }
            return found;
        });
    }

    private List<JsonNode> list(JsonNode item, String expected) {
        if (strict) {
            throw new PathException("structural error: invalid item type. Expected: " + expected + ", actual: "
                    + type(item).toUpperCase(java.util.Locale.ROOT));
        }
        return List.of(item);
    }

    private String index() {
        skip();
        var matcher = java.util.regex.Pattern.compile("last(\\s*-\\s*\\d+)?|\\d+")
                .matcher(text)
                .region(at, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected();
        }
        at = matcher.end();
        return matcher.group().replaceAll("\\s", "");
    }

    private static int place(String index, int size) {
        if (!index.startsWith("last")) {
            return Integer.parseInt(index);
        }
        return size - 1 - (index.length() > 4 ? Integer.parseInt(index.substring(5)) : 0);
    }

    private Step filtered(Step step) {
        expect("(");
        Test test = disjunction();
        expect(")");
        return (root, current) -> step.apply(root, current).stream()
                .flatMap(this::objects)
                .filter(item -> holds(test, root, item))
                .toList();
    }

    private static boolean holds(Test test, JsonNode root, JsonNode item) {
        try {
            return test.holds(root, item);
        } catch (PathException e) {
            return false;
        }
    }

    private Test disjunction() {
        Test left = conjunction();
        while (take("||")) {
            Test first = left;
            Test second = conjunction();
            left = (root, current) -> first.holds(root, current) || second.holds(root, current);
        }
        return left;
    }

    private Test conjunction() {
        Test left = condition();
        while (take("&&")) {
            Test first = left;
            Test second = condition();
            left = (root, current) -> first.holds(root, current) && second.holds(root, current);
        }
        return left;
    }

    private Test condition() {
        if (take("!")) {
            expect("(");
            Test test = disjunction();
            expect(")");
            return (root, current) -> !test.holds(root, current);
        }
        if (take("exists")) {
            expect("(");
            Step step = accessors();
            expect(")");
            return (root, current) -> !step.apply(root, current).isEmpty();
        }
        if (take("(")) {
            Test test = disjunction();
            expect(")");
            return test;
        }
        return comparison();
    }

    private Test comparison() {
        Step left = accessors();
        if (take("starts")) {
            expect("with");
            skip();
            String prefix = string();
            return (root, current) -> left.apply(root, current).stream()
                    .anyMatch(item -> item.isTextual() && item.textValue().startsWith(prefix));
        }
        for (String operator : List.of("==", "!=", "<>", "<=", ">=", "<", ">")) {
            if (take(operator)) {
                Step right = accessors();
                return (root, current) -> left.apply(root, current).stream()
                        .anyMatch(a -> right.apply(root, current).stream().anyMatch(matching(a, operator)));
            }
        }
        throw unexpected();
    }

    private static Predicate<JsonNode> matching(JsonNode a, String operator) {
        return b -> {
            int order;
            if (a.isNumber() && b.isNumber()) {
                order = a.decimalValue().compareTo(b.decimalValue());
            } else if (a.isTextual() && b.isTextual()) {
                order = a.textValue().compareTo(b.textValue());
            } else if (a.isBoolean() && b.isBoolean() || a.isNull() && b.isNull()) {
                order = a.asText().compareTo(b.asText());
            } else {
                return false;
            }
            return switch (operator) {
                case "==" -> order == 0;
                case "!=", "<>" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        };
    }
}
