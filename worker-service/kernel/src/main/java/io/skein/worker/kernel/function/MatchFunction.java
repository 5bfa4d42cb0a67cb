package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.match.MatchLimits;
import io.skein.worker.kernel.match.PatternSearch;

/** {@code skein_match_rows(program, rows, values, connection)}: row pattern recognition over one partition. */
final class MatchFunction {
    static final String NAME = "skein_match_rows";

    private MatchFunction() {}

    static JavaFunction within(MatchLimits limits) {
        return JavaFunction.of(NAME, TEXT, row -> search(row, limits), TEXT, BIGINT, TEXT, BIGINT);
    }

    private static String search(Row row, MatchLimits limits) {
        try {
            return PatternSearch.run(row.text(0), Math.toIntExact(row.bigint(1)), row.text(2), limits, row.bigint(3));
        } catch (SkeinException failure) {
            throw Failures.failure(
                    StandardErrorCode.valueOf(failure.code().name()), String.valueOf(failure.getMessage()));
        }
    }
}
