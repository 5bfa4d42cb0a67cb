package io.skein.coordinator.analyze.expression;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A LIKE pattern, for what the planner itself filters. */
public final class LikePattern {
    private final Pattern pattern;
    private final StringBuilder text = new StringBuilder();
    private boolean wild;

    public LikePattern(String written, Optional<String> escape) {
        if (escape.isPresent() && escape.get().length() != 1) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "Escape string must be a single character");
        }
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char each = written.charAt(i);
            if (escape.isPresent() && each == escape.get().charAt(0) && i + 1 < written.length()) {
                each = written.charAt(++i);
            } else if (each == '%' || each == '_') {
                expression.append(each == '%' ? ".*" : ".");
                wild = true;
                continue;
            }
            text.append(each);
            expression.append(Pattern.quote(String.valueOf(each)));
        }
        pattern = Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    /** The one text that it matches, when it has no wildcard. */
    public Optional<String> literal() {
        return wild ? Optional.empty() : Optional.of(text.toString());
    }

    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
