package io.skein.connector.postgresql;

import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as PostgreSQL prints and reads them: {@code {1,NULL,"a b"}}, those of several dimensions within each other. */
final class PostgresArrays {
    private static final String NULL = "NULL";

    private PostgresArrays() {}

    /** @throws IllegalArgumentException for NULL among arrays, which PostgreSQL has no form for */
    static String of(List<?> elements) {
        StringBuilder text = new StringBuilder();
        write(elements, text);
        return text.toString();
    }

    private static void write(List<?> elements, StringBuilder text) {
        boolean nested = elements.stream().anyMatch(List.class::isInstance);
        String separator = "";
        text.append('{');
        for (Object element : elements) {
            text.append(separator);
            separator = ",";
            if (element instanceof List<?> inner) {
                write(inner, text);
            } else if (element != null) {
                quote(PostgresText.of(element), text);
            } else if (nested) {
                throw new IllegalArgumentException("PostgreSQL has no NULL among the arrays of an array");
            } else {
                text.append(NULL);
            }
        }
        text.append('}');
    }

    private static void quote(String element, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    /** @throws IllegalArgumentException where the array has other dimensions than the type */
    static List<@Nullable Object> parse(Type element, String text) {
        // Bounds other than 1 are printed before the elements: [0:1]={...}
        int begin = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
        return new Parser(text, begin).array(element);
    }

    /** The elements' texts, for values whose type does not matter. */
    static List<@Nullable Object> texts(String text) {
        return parse(Type.Varchar.UNBOUNDED, text);
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text, int at) {
            this.text = text;
            this.at = at;
        }

        List<@Nullable Object> array(Type element) {
            List<@Nullable Object> elements = new ArrayList<>();
            expect('{');
            while (text.charAt(at) != '}') {
                elements.add(element(element));
                if (text.charAt(at) == ',') {
                    at++;
                }
            }
            at++;
            return elements;
        }

        private @Nullable Object element(Type type) {
            if (type instanceof Type.Array(Type inner)) {
                return array(inner);
            }
            if (text.charAt(at) == '{') {
                throw dimensions();
            }
            return text.charAt(at) == '"' ? PostgresText.parse(type, quoted()) : bare(type);
        }

        private String quoted() {
            StringBuilder element = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                element.append(text.charAt(at));
            }
            at++;
            return element.toString();
        }

        private @Nullable Object bare(Type type) {
            int begin = at;
            while (text.charAt(at) != ',' && text.charAt(at) != '}') {
                at++;
            }
            String element = text.substring(begin, at);
            return element.equals(NULL) ? null : PostgresText.parse(type, element);
        }

        private void expect(char wanted) {
            if (text.charAt(at) != wanted) {
                throw dimensions();
            }
            at++;
        }

        private IllegalArgumentException dimensions() {
            return new IllegalArgumentException("an array of other dimensions than its column says");
        }
    }
}
