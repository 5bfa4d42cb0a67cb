package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.IntervalLiteral.IntervalField;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** INTERVAL literals: months for the year-month kind, milliseconds for the day-second kind. */
final class IntervalLiterals {
    private static final List<IntervalField> FIELDS = List.of(IntervalField.values());
    private static final int MONTH = FIELDS.indexOf(IntervalField.MONTH);
    private static final long[] UNITS = {12, 1, 86_400_000, 3_600_000, 60_000, 1_000};
    private static final String[] SEPARATORS = {"", "-", "", "\\s+", ":", ":"};

    private IntervalLiterals() {}

    static Expression read(IntervalLiteral literal) {
        IntervalField last = literal.getEndField().orElse(literal.getStartField());
        int start = FIELDS.indexOf(literal.getStartField());
        int end = FIELDS.indexOf(last);
        if (end < start || (start <= MONTH && end > MONTH)) {
            throw Errors.at(
                    literal, StandardErrorCode.INVALID_LITERAL, "Invalid interval qualifier: %s", fields(literal));
        }
        Matcher matcher = pattern(start, end).matcher(literal.getValue().strip());
        if (!matcher.matches()) {
            throw invalid(literal);
        }
        BigDecimal amount = BigDecimal.ZERO;
        for (int i = start; i <= end; i++) {
            String part = matcher.group(i - start + 2);
            if (part != null) {
                requireInteger(part, literal);
                amount = amount.add(new BigDecimal(part).multiply(BigDecimal.valueOf(UNITS[i])));
            }
        }
        boolean negative = "-".equals(matcher.group(1)) ^ literal.getSign() == IntervalLiteral.Sign.NEGATIVE;
        try {
            long value = amount.setScale(0, java.math.RoundingMode.DOWN).longValueExact();
            if (literal.isYearToMonth()) {
                Math.toIntExact(value);
            }
            return new Expression.Constant(
                    negative ? -value : value,
                    literal.isYearToMonth() ? Type.Simple.INTERVAL_YEAR_MONTH : Type.Simple.INTERVAL_DAY_SECOND);
        } catch (ArithmeticException overflow) {
            throw invalid(literal);
        }
    }

    private static void requireInteger(String part, IntervalLiteral literal) {
        if (new BigDecimal(part).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw invalid(literal);
        }
    }

    private static Pattern pattern(int start, int end) {
        StringBuilder text = new StringBuilder("([+-])?\\s*");
        for (int i = start; i <= end; i++) {
            String digits = FIELDS.get(i) == IntervalField.SECOND ? "(\\d+(?:\\.\\d+)?)" : "(\\d+)";
            text.append(i == start ? digits : "(?:" + SEPARATORS[i] + digits);
        }
        text.append(")?".repeat(end - start));
        return Pattern.compile(text.toString());
    }

    private static RuntimeException invalid(IntervalLiteral literal) {
        return Errors.at(
                literal,
                StandardErrorCode.INVALID_LITERAL,
                "Invalid INTERVAL %s value: %s",
                fields(literal),
                literal.getValue());
    }

    private static String fields(IntervalLiteral literal) {
        return literal.getStartField()
                + literal.getEndField().map(field -> " TO " + field).orElse("");
    }
}
