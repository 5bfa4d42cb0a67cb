package io.skein.coordinator.analyze.json;

/** Tells whether a text is JSON. */
public final class JsonSyntax {
    private static final int MAXIMUM_DEPTH = 1_000;

    private final String text;
    private int position;

    private JsonSyntax(String text) {
        this.text = text;
    }

    public static boolean valid(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        return syntax.value(0) && syntax.atEnd();
    }

    private boolean atEnd() {
        skip();
        return position == text.length();
    }

    private boolean value(int depth) {
        skip();
        if (depth > MAXIMUM_DEPTH || position == text.length()) {
            return false;
        }
        return switch (text.charAt(position)) {
            case '{' -> members('}', true, depth);
            case '[' -> members(']', false, depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members(char end, boolean named, int depth) {
        position++;
        if (take(end)) {
            return true;
        }
        do {
            skip();
            if (named && !(string() && take(':'))) {
                return false;
            }
            if (!value(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(end);
    }

    private boolean string() {
        if (position == text.length() || text.charAt(position) != '"') {
            return false;
        }
        for (position++; position < text.length(); position++) {
            char each = text.charAt(position);
            if (each == '"') {
                position++;
                return true;
            }
            if (each < ' ') {
                return false;
            }
            if (each == '\\') {
                position++;
            }
        }
        return false;
    }

    private boolean word(String word) {
        boolean found = text.startsWith(word, position);
        position += found ? word.length() : 0;
        return found;
    }

    private boolean number() {
        var matcher = NUMBER.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        position = matcher.end();
        return true;
    }

    private boolean take(char wanted) {
        skip();
        boolean found = position < text.length() && text.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private void skip() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private static final java.util.regex.Pattern NUMBER =
            java.util.regex.Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
}
