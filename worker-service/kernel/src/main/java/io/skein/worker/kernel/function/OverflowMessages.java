package io.skein.worker.kernel.function;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's own overflow errors in the words that clients know. */
public final class OverflowMessages {
    private static final Pattern ARITHMETIC = Pattern.compile(
            "Overflow in (addition|subtraction|multiplication) of (INT8|INT16|INT32|INT64) \\((-?\\d+) ([-+*]) (-?\\d+)\\)");
    private static final Pattern DECIMAL =
            Pattern.compile("Overflow in (?:addition|subtract|subtraction|multiplication) of DECIMAL");
    private static final Pattern DIVISION = Pattern.compile("Overflow in division of (-\\d+) / -1");
    private static final Pattern NEGATION =
            Pattern.compile("Overflow in negation of (?:integer|numeric value)(?: \\((-?\\d+)\\))?");
    private static final Pattern ABSOLUTE = Pattern.compile("Overflow on abs\\((-\\d+)\\)");
    private static final Pattern NARROWING = Pattern.compile(
            "Type \\w+(?:\\([\\d,]+\\))? with value (\\S+) can't be cast because the value is out of range for the destination type (\\w+)");
    private static final Map<String, String> TYPES =
            Map.of("INT8", "tinyint", "INT16", "smallint", "INT32", "integer", "INT64", "bigint");
    private static final List<String> BY_SIZE = List.of("tinyint", "smallint", "integer", "bigint");

    private OverflowMessages() {}

    /** Our words for DuckDB's text; empty when it tells of no overflow. */
    public static Optional<String> translate(String text) {
        Matcher arithmetic = ARITHMETIC.matcher(text);
        if (arithmetic.find()) {
            return Optional.of("%s %s overflow: %s %s %s"
                    .formatted(
                            TYPES.get(arithmetic.group(2)),
                            arithmetic.group(1),
                            arithmetic.group(3),
                            arithmetic.group(4),
                            arithmetic.group(5)));
        }
        if (DECIMAL.matcher(text).find()) {
            return Optional.of("Decimal overflow");
        }
        Matcher division = DIVISION.matcher(text);
        if (division.find()) {
            return Optional.of(typeOf(division.group(1)) + " division overflow: " + division.group(1) + " / -1");
        }
        Matcher absolute = ABSOLUTE.matcher(text);
        if (absolute.find()) {
            return Optional.of(
                    "Value " + absolute.group(1) + " is out of range for abs(" + typeOf(absolute.group(1)) + ")");
        }
        Matcher narrowing = NARROWING.matcher(text);
        if (narrowing.find() && TYPES.containsKey(narrowing.group(2))) {
            return Optional.of("Out of range for " + TYPES.get(narrowing.group(2)) + ": " + narrowing.group(1));
        }
        return NEGATION.matcher(text).find()
                ? Optional.of("bigint negation overflow: " + Long.MIN_VALUE)
                : Optional.empty();
    }

    /** The integer type whose least value this is. */
    private static String typeOf(String least) {
        return BY_SIZE.get(Integer.numberOfTrailingZeros(new BigInteger(least).bitLength() + 1) - 3);
    }
}
