package io.skein.coordinator.analyze;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A LIKE pattern, for what the planner itself filters. */
final class LikePattern {
    private final Pattern pattern;

    LikePattern(String text, Optional<String> escape) {
        if (escape.isPresent() && escape.get().length() != 1) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "Escape string must be a single character");
        }
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (escape.isPresent() && each == escape.get().charAt(0) && i + 1 < text.length()) {
                expression.append(Pattern.quote(String.valueOf(text.charAt(++i))));
            } else {
                expression.append(
                        switch (each) {
                            case '%' -> ".*";
                            case '_' -> ".";
                            default -> Pattern.quote(String.valueOf(each));
                        });
            }
        }
        pattern = Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
