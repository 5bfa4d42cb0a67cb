package io.skein.worker.kernel;

import io.skein.spi.connector.WriteHandle.PartitionTerm;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** One partition term over its column's values in the forms that files hold. */
final class PartitionSql {
    private static final String MICROS_PER_DAY = "86400000000";
    private static final String MICROS_PER_HOUR = "3600000000";

    private final PartitionTerm term;
    private final Type type;

    PartitionSql(PartitionTerm term, Type type) {
        this.term = term;
        this.type = type;
    }

    /** The partition's value for a column's. */
    String value(String column) {
        return switch (term.transform()) {
            case IDENTITY -> column;
            case VOID -> "CAST(NULL AS INTEGER)";
            case YEAR -> "CAST(" + year(column) + " AS INTEGER)";
            case MONTH -> "CAST((" + year(column) + ") * 12 + month(" + date(column) + ") - 1 AS INTEGER)";
            case DAY -> "CAST(" + day(column) + " AS INTEGER)";
            case HOUR -> "CAST(" + floor("epoch_us(" + column + ")", MICROS_PER_HOUR) + " AS INTEGER)";
            case BUCKET -> bucket(column);
            case TRUNCATE -> truncated(column);
        };
    }

    /** A partition's value as text, from which {@link #condition} and whoever commits get it back. */
    String text(String value) {
        return binary() ? "hex(" + value + ")" : "CAST(" + value + " AS VARCHAR)";
    }

    /** Whether a value is the one of this text. */
    String condition(String value, Optional<String> text) {
        return text.map(known -> value + " = " + literal(known)).orElse(value + " IS NULL");
    }

    private String literal(String text) {
        if (binary()) {
            return "unhex(" + SqlText.literal(text) + ")";
        }
        boolean same = term.transform() == PartitionTerm.Transform.IDENTITY
                || term.transform() == PartitionTerm.Transform.TRUNCATE;
        return "CAST(" + SqlText.literal(text) + " AS " + (same ? KernelTypes.parquet(type) : "INTEGER") + ")";
    }

    private boolean binary() {
        return type == Type.Simple.VARBINARY
                && (term.transform() == PartitionTerm.Transform.IDENTITY
                        || term.transform() == PartitionTerm.Transform.TRUNCATE);
    }

    private String year(String column) {
        return "year(" + date(column) + ") - 1970";
    }

    private String date(String column) {
        return type == Type.Simple.DATE ? column : "(DATE '1970-01-01' + CAST(" + day(column) + " AS INTEGER))";
    }

    private String day(String column) {
        return type == Type.Simple.DATE
                ? "(" + column + " - DATE '1970-01-01')"
                : floor("epoch_us(" + column + ")", MICROS_PER_DAY);
    }

    /** Division rounds towards zero, these transforms downwards. */
    private static String floor(String value, String divisor) {
        return "((" + value + " - ((" + value + " % " + divisor + ") + " + divisor + ") % " + divisor + ") // "
                + divisor + ")";
    }

    private String bucket(String column) {
        String count = ", " + term.parameter() + ")";
        return switch (type) {
            case Type.Decimal _ -> "skein_bucket_decimal(CAST(" + column + " AS VARCHAR)" + count;
            case Type.Varchar _ -> "skein_bucket_hex(hex(" + column + ")" + count;
            case Type.Timestamp _, Type.TimestampWithTimeZone _, Type.Time _ ->
                "skein_bucket_bigint(epoch_us(" + column + ")" + count;
            case Type.Simple simple ->
                switch (simple) {
                    case INTEGER, BIGINT -> "skein_bucket_bigint(CAST(" + column + " AS BIGINT)" + count;
                    case DATE -> "skein_bucket_bigint(CAST(" + day(column) + " AS BIGINT)" + count;
                    case VARBINARY -> "skein_bucket_hex(hex(" + column + ")" + count;
                    case UUID -> "skein_bucket_hex(replace(CAST(" + column + " AS VARCHAR), '-', '')" + count;
                    default -> throw unsupported();
                };
            default -> throw unsupported();
        };
    }

    private String truncated(String column) {
        return switch (type) {
            case Type.Varchar _ -> "left(" + column + ", " + term.parameter() + ")";
            case Type.Decimal(int precision, int scale) ->
                "CAST("
                        + lower(column, new BigDecimal(BigInteger.valueOf(term.parameter()), scale).toPlainString())
                        + " AS DECIMAL(" + precision + "," + scale + "))";
            case Type.Simple simple ->
                switch (simple) {
                    case INTEGER, BIGINT ->
                        "CAST(" + lower("CAST(" + column + " AS HUGEINT)", String.valueOf(term.parameter())) + " AS "
                                + KernelTypes.parquet(type) + ")";
                    case VARBINARY -> "unhex(left(hex(" + column + "), " + 2L * term.parameter() + "))";
                    default -> throw unsupported();
                };
            default -> throw unsupported();
        };
    }

    private static String lower(String value, String width) {
        return "(" + value + " - ((" + value + " % " + width + ") + " + width + ") % " + width + ")";
    }

    private SkeinException unsupported() {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                "Writing partitions by " + term.transform() + " of " + type.displayName() + " is not supported");
    }
}
