package io.skein.spi.connector;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Data sizes as users write them: {@code 100MB}; units are powers of 1024. */
public final class DataSizes {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*(B|kB|MB|GB|TB|PB)\\s*");
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");
    private static final int UNIT_BITS = 10;

    private DataSizes() {}

    /** The bytes; empty for what is no size. */
    public static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(1L << (UNIT_BITS * UNITS.indexOf(matcher.group(2))));
        return Optional.of(new BigDecimal(matcher.group(1))
                .multiply(unit)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue());
    }

    /** In the largest unit that is exact. */
    public static String text(long bytes) {
        int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / UNIT_BITS, UNITS.size() - 1);
        return (bytes >> (UNIT_BITS * unit)) + UNITS.get(unit);
    }
}
