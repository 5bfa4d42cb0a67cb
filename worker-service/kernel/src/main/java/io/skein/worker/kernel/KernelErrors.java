package io.skein.worker.kernel;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.function.OverflowMessages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's errors into ours. Its exceptions carry no codes, so the texts decide. */
final class KernelErrors {
    private static final Pattern OURS = Pattern.compile("SKEIN_ERROR\\[(\\w+)](.*?)\\[/SKEIN_ERROR]", Pattern.DOTALL);
    private static final String WRAPPER =
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: ";
    private static final Pattern POSITION = Pattern.compile("\n+LINE \\d+:.*", Pattern.DOTALL);

    /** Where a function in Java failed unforeseen. */
    private static final Pattern TRACE = Pattern.compile("\\n\\tat .*", Pattern.DOTALL);

    private static final Pattern CLASS = Pattern.compile("^(?:[A-Z][\\w-]*(?: [A-Za-z]\\w*)* (?:Error|Exception): )+");

    /** How the kernel passes on exceptions that are not its own, as its Parquet reader throws them at broken pages. */
    private static final Pattern UNNAMED = Pattern.compile("^Invalid Error: ");

    private record Rule(Pattern pattern, StandardErrorCode code) {
        static Rule of(String pattern, StandardErrorCode code) {
            return new Rule(Pattern.compile(pattern), code);
        }
    }

    /** In order: the first that is found decides. */
    private static final List<Rule> RULES = List.of(
            Rule.of("^IO Error: Could not write .*\\.parquet", StandardErrorCode.ICEBERG_WRITER_DATA_ERROR),
            Rule.of(
                    "max_temp_directory_size|failed to offload data block|No space left on device",
                    StandardErrorCode.EXCEEDED_SPILL_LIMIT),
            Rule.of("^Permission Error: Cannot access ", StandardErrorCode.PERMISSION_DENIED),
            Rule.of(
                    "^IO Error: (No files found|Cannot open file .*No such file)",
                    StandardErrorCode.ICEBERG_CANNOT_OPEN_SPLIT),
            Rule.of(
                    "(?i)magic bytes|footer length error|too small to be a parquet|^(Invalid Input|Invalid|IO) Error: (Failed to read file|Cannot read file)"
                            + "|decompression failure|corrupt|TProtocolException|parquet",
                    StandardErrorCode.ICEBERG_BAD_DATA),
            Rule.of("Max expression depth limit", StandardErrorCode.STACK_OVERFLOW),
            Rule.of("More than one row returned by a subquery", StandardErrorCode.SUBQUERY_MULTIPLE_ROWS),
            Rule.of("(?i)division by zero", StandardErrorCode.DIVISION_BY_ZERO),
            Rule.of("^Out of Range Error: cannot take ", StandardErrorCode.INVALID_FUNCTION_ARGUMENT),
            Rule.of(
                    "^Out of Range Error|out of range for the destination type",
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE),
            Rule.of("^Conversion Error", StandardErrorCode.INVALID_CAST_ARGUMENT),
            Rule.of("^Invalid Input Error: (?!arrow_scan)", StandardErrorCode.INVALID_FUNCTION_ARGUMENT),
            Rule.of("^IO Error", StandardErrorCode.GENERIC_EXTERNAL));

    private KernelErrors() {}

    static SkeinException canceled(@Nullable Throwable cause) {
        return new SkeinException(StandardErrorCode.USER_CANCELED, "Query was canceled", cause);
    }

    /** Whether it may be a file that the kernel could not read, and did not name. */
    static boolean leavesFileUnnamed(Throwable error) {
        return UNNAMED.matcher(text(error)).find();
    }

    /** A file that cannot be read. */
    static SkeinException unreadable(BrokenFiles.Broken broken) {
        String why = plain(text(broken.error()));
        return new SkeinException(
                StandardErrorCode.ICEBERG_BAD_DATA,
                why.contains(broken.path()) ? why : "Failed to read file \"%s\": %s".formatted(broken.path(), why),
                broken.error());
    }

    /** The failure of a write into the directory: what would be a file that cannot be read is there one that cannot be made. */
    static SkeinException ofWrite(SkeinException failure, String directory) {
        return failure.code().equals(StandardErrorCode.ICEBERG_CANNOT_OPEN_SPLIT.code())
                        && String.valueOf(failure.getMessage()).contains(directory)
                ? new SkeinException(
                        StandardErrorCode.ICEBERG_WRITER_OPEN_ERROR, String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    private static String text(Throwable error) {
        return Optional.ofNullable(error.getMessage()).orElse(error.toString()).replace(WRAPPER, "");
    }

    static SkeinException translate(Throwable error, long memoryLimitBytes) {
        if (error instanceof SkeinException skein) {
            return skein;
        }
        String text = text(error);
        Matcher ours = OURS.matcher(text);
        if (ours.find()) {
            return new SkeinException(code(ours.group(1)), ours.group(2), error);
        }
        if (text.contains("INTERRUPT Error")) {
            return canceled(error);
        }
        for (Rule rule : RULES) {
            if (rule.pattern().matcher(text).find()) {
                return new SkeinException(rule.code(), message(rule.code(), text), error);
            }
        }
        if (text.contains("Out of Memory Error")) {
            return new SkeinException(
                    StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT,
                    "Query exceeded per-node memory limit of " + DataSizes.text(memoryLimitBytes),
                    error);
        }
        return new SkeinException(
                StandardErrorCode.GENERIC_INTERNAL_ERROR,
                message(StandardErrorCode.GENERIC_INTERNAL_ERROR, text),
                error);
    }

    private static String message(StandardErrorCode code, String text) {
        return switch (code) {
            case SUBQUERY_MULTIPLE_ROWS -> "Scalar sub-query has returned multiple rows";
            case STACK_OVERFLOW -> "statement is too large (stack overflow during analysis)";
            case DIVISION_BY_ZERO -> "Division by zero";
            case NUMERIC_VALUE_OUT_OF_RANGE -> OverflowMessages.translate(text).orElseGet(() -> plain(text));
            default -> plain(text);
        };
    }

    private static String plain(String text) {
        return CLASS.matcher(
                        POSITION.matcher(TRACE.matcher(text).replaceAll("")).replaceFirst(""))
                .replaceFirst("")
                .strip();
    }

    private static StandardErrorCode code(String name) {
        try {
            return StandardErrorCode.valueOf(name);
        } catch (IllegalArgumentException e) {
            return StandardErrorCode.GENERIC_USER_ERROR;
        }
    }
}
