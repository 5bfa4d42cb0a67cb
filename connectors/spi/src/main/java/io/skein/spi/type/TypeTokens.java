package io.skein.spi.type;

import java.util.ArrayList;
import java.util.List;

/** The words, numbers, quoted names and punctuation of a type's text, with a position that can be moved back. */
final class TypeTokens {
    private final List<String> tokens;
    private int position;

    private TypeTokens(List<String> tokens) {
        this.tokens = tokens;
    }

    /** Splits the text; a quoted name keeps its opening quote as a mark and has its doubled quotes undone. */
    static TypeTokens of(String text) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
            } else if (first == '"') {
                at = quoted(text, at, tokens);
            } else if (isWord(first)) {
                int end = at;
                while (end < text.length() && isWord(text.charAt(end))) {
                    end++;
                }
                tokens.add(text.substring(at, end));
                at = end;
            } else {
                tokens.add(String.valueOf(first));
                at++;
            }
        }
        return new TypeTokens(List.copyOf(tokens));
    }

    private static int quoted(String text, int start, List<String> tokens) {
        StringBuilder name = new StringBuilder("\"");
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                name.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                name.append('"');
                at++;
            } else {
                tokens.add(name.toString());
                return at + 1;
            }
        }
        throw new IllegalArgumentException("unterminated name");
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    /** The next token, or an empty text at the end. */
    String peek() {
        return position < tokens.size() ? tokens.get(position) : "";
    }

    String take() {
        String token = peek();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("unexpected end");
        }
        position++;
        return token;
    }

    /** Takes these words, in any case, if they come next. */
    boolean takeIf(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (position + i >= tokens.size() || !tokens.get(position + i).equalsIgnoreCase(words[i])) {
                return false;
            }
        }
        position += words.length;
        return true;
    }

    void expect(String token) {
        if (!takeIf(token)) {
            throw new IllegalArgumentException("expected " + token);
        }
    }

    int number() {
        return Integer.parseInt(take());
    }
}
