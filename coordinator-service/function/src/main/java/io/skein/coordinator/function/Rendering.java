package io.skein.coordinator.function;

import java.util.regex.Pattern;

/** How a scalar function is written in kernel SQL. */
@FunctionalInterface
public interface Rendering {
    String render(CallSite call);

    /** SQL with {@code $1 ... $9} for the arguments and {@code $*} for all of them, comma separated. */
    static Rendering template(String text) {
        return call -> Templates.PLACE
                .matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        match.group(1).equals("*")
                                ? String.join(", ", call.sql())
                                : call.sql(Integer.parseInt(match.group(1)) - 1)));
    }

    /** Holds what an interface cannot keep private. */
    final class Templates {
        private static final Pattern PLACE = Pattern.compile("\\$([1-9*])");

        private Templates() {}
    }
}
