package io.skein.coordinator.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects, lists, texts, numbers and truth values as JSON in the layout of Trino's answers: objects over many lines, lists within one. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Object value) {
        JsonText json = new JsonText();
        json.append(value, 0);
        return json.text.toString();
    }

    private void append(Object value, int depth) {
        switch (value) {
            case Map<?, ?> object -> append(object, depth);
            case List<?> list -> append(list, depth);
            case Double number when !Double.isFinite(number) -> quoted(number.toString());
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            default -> quoted(value.toString());
        }
    }

    private void append(Map<?, ?> object, int depth) {
        if (object.isEmpty()) {
            text.append("{ }");
            return;
        }
        String separator = "{\n";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            text.append(separator).append("  ".repeat(depth + 1));
            quoted(entry.getKey().toString());
            text.append(" : ");
            append(entry.getValue(), depth + 1);
            separator = ",\n";
        }
        text.append('\n').append("  ".repeat(depth)).append('}');
    }

    private void append(List<?> list, int depth) {
        if (list.isEmpty()) {
            text.append("[ ]");
            return;
        }
        text.append("[ ");
        List<?> rest = new ArrayList<>(list);
        append(rest.removeFirst(), depth);
        for (Object element : rest) {
            text.append(", ");
            append(element, depth);
        }
        text.append(" ]");
    }

    private void quoted(String value) {
        text.append('"');
        value.chars().forEach(character -> {
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (character < ' ') {
                        text.append(String.format("\\u%04X", character));
                    } else {
                        text.append((char) character);
                    }
                }
            }
        });
        text.append('"');
    }
}
