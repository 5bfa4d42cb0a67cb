package io.skein.connector.iceberg.maintain;

import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Data sizes as users write them: {@code 100MB}. */
final class Sizes {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*(B|kB|MB|GB|TB|PB)\\s*");
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");
    private static final int UNIT_BITS = 10;

    private Sizes() {}

    /** The argument's bytes. */
    static long bytes(ProcedureCall call, String argument, long absent) {
        Optional<String> text = call.text(argument);
        if (text.isEmpty()) {
            return absent;
        }
        Matcher matcher = FORM.matcher(text.get());
        if (!matcher.matches()) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                    "Unable to set catalog 'iceberg' table procedure '%s' property '%s' to ['%s']: size is not a valid data size string: %s"
                            .formatted(call.name(), argument, text.get(), text.get()));
        }
        BigDecimal unit = BigDecimal.valueOf(1L << (UNIT_BITS * UNITS.indexOf(matcher.group(2))));
        return new BigDecimal(matcher.group(1))
                .multiply(unit)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue();
    }
}
