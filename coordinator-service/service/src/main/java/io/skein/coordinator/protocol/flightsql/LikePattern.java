package io.skein.coordinator.protocol.flightsql;

import java.util.regex.Pattern;

/** A pattern of the metadata commands: {@code %} is any text, {@code _} any character, and a backslash takes their meaning away. */
final class LikePattern {
    private final Pattern pattern;

    private LikePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static final LikePattern ANY = of("%");

    static LikePattern of(String like) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char character = like.charAt(i);
            if (character == '\\' && i + 1 < like.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(like.charAt(i))));
            } else if (character == '%') {
                regex.append(".*");
            } else if (character == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return new LikePattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
