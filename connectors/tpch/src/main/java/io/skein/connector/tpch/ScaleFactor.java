package io.skein.connector.tpch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How much data a schema holds: {@code tiny} is 0.01, {@code sfN} is N. */
record ScaleFactor(double value) {
    /** The schemas that are listed; any other {@code sfN} is there too. */
    static final List<String> SCHEMAS =
            List.of("tiny", "sf1", "sf100", "sf300", "sf1000", "sf3000", "sf10000", "sf30000", "sf100000");

    static final double TINY = 0.01;
    private static final Pattern NAME = Pattern.compile("sf(\\d+(?:\\.\\d+)?)");

    static Optional<ScaleFactor> of(String schema) {
        if (schema.equals("tiny")) {
            return Optional.of(new ScaleFactor(TINY));
        }
        return Optional.of(NAME.matcher(schema))
                .filter(matcher -> matcher.matches())
                .map(matcher -> new ScaleFactor(Double.parseDouble(matcher.group(1))))
                .filter(scale -> scale.value() > 0);
    }
}
