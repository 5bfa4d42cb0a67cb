package io.skein.worker.kernel.function;

import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** All functions in Java. */
final class JavaFunctions {
    private JavaFunctions() {}

    static List<JavaFunction> all() {
        return Stream.of(
                        List.of(JavaFunction.of(
                                "skein_raise",
                                JavaFunction.TEXT,
                                JavaFunctions::raise,
                                JavaFunction.TEXT,
                                JavaFunction.TEXT)),
                        NumberFunctions.all(),
                        HashFunctions.all(),
                        SketchFunctions.all(),
                        QuantileFunctions.all(),
                        SetDigestFunctions.all(),
                        PicosecondFunctions.all(),
                        ZoneFunctions.all(),
                        TemporalTextFunctions.all(),
                        StringAlgorithms.all(),
                        SplitFunctions.all(),
                        MathAlgorithms.all(),
                        MySqlFormats.all(),
                        JodaFormats.all(),
                        IsoTimes.all(),
                        BinaryAlgorithms.all(),
                        RegularExpressions.all(),
                        UrlFunctions.all(),
                        WordStems.all(),
                        JsonFunctions.all(),
                        JsonStructures.all(),
                        JsonPaths.all(),
                        FormatFunction.all(),
                        Distributions.all(),
                        SqlJsonFunctions.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Fails with a code and a message. Unlike DuckDB's own error function it may stand inside TRY, and filters over it can be moved. */
    private static Object raise(Row row) {
        throw Failures.failure(StandardErrorCode.valueOf(row.text(0)), row.text(1));
    }
}
