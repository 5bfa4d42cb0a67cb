package io.skein.worker.kernel.function;

import io.skein.spi.error.StandardErrorCode;

/** Errors of functions. DuckDB carries a thrown exception's text alone, so the code travels in it, as it does from the macros. */
final class Failures {
    private Failures() {}

    static IllegalArgumentException failure(StandardErrorCode code, String message) {
        return new IllegalArgumentException("SKEIN_ERROR[" + code.name() + "]" + message + "[/SKEIN_ERROR]");
    }

    /** The message of a failure that this class made. */
    static String message(IllegalArgumentException failure) {
        String text = String.valueOf(failure.getMessage());
        int start = text.indexOf(']') + 1;
        int end = text.lastIndexOf("[/SKEIN_ERROR]");
        return start > 0 && end >= start ? text.substring(start, end) : text;
    }

    static IllegalArgumentException invalidArgument(String message) {
        return failure(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, message);
    }

    static IllegalArgumentException invalidCast(String message) {
        return failure(StandardErrorCode.INVALID_CAST_ARGUMENT, message);
    }

    static IllegalArgumentException outOfRange(String message) {
        return failure(StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, message);
    }
}
