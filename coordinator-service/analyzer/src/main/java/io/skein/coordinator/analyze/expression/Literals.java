package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.json.JsonSyntax;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Literals and their types. */
final class Literals {
    private Literals() {}

    static Expression read(Literal literal) {
        return switch (literal) {
            case NullLiteral _ -> new Expression.Constant(null, Type.Simple.UNKNOWN);
            case BooleanLiteral value -> new Expression.Constant(value.getValue(), Type.Simple.BOOLEAN);
            case LongLiteral value -> integer(value.getParsedValue());
            case DoubleLiteral value -> new Expression.Constant(value.getValue(), Type.Simple.DOUBLE);
            case DecimalLiteral value -> decimal(literal, value.getValue());
            case StringLiteral value -> string(value.getValue());
            case BinaryLiteral value -> new Expression.Constant(value.getValue(), Type.Simple.VARBINARY);
            case IntervalLiteral value -> IntervalLiterals.read(value);
            case GenericLiteral value -> generic(value);
            default -> throw Errors.notSupported(literal, "Literal not supported: " + literal);
        };
    }

    static Expression integer(long value) {
        return new Expression.Constant(value, value == (int) value ? Type.Simple.INTEGER : Type.Simple.BIGINT);
    }

    static Expression string(String value) {
        return new Expression.Constant(value, Type.Varchar.of(value.codePointCount(0, value.length())));
    }

    private static Expression decimal(Literal literal, String text) {
        String digits = text.replace("_", "").strip();
        BigDecimal value;
        try {
            value = new BigDecimal(digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits);
        } catch (NumberFormatException malformed) {
            throw invalid(literal, text, "DECIMAL");
        }
        int scale = Math.max(0, value.scale());
        int written =
                digits.replaceAll("[^0-9]", "").replaceFirst("^0+(?=\\d)", "").length();
        int precision = Math.max(Math.max(scale, 1), Math.max(value.precision(), Math.min(written, value.precision())));
        if (precision > Type.Decimal.MAX_PRECISION || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
            throw invalid(literal, text, "DECIMAL");
        }
        return new Expression.Constant(value, new Type.Decimal(precision, scale));
    }

    private static Expression generic(GenericLiteral literal) {
        String text = literal.getValue();
        String name = literal.getType().toUpperCase(Locale.ROOT);
        try {
            return switch (name) {
                case "DATE" -> TemporalLiterals.date(text);
                case "TIME" -> TemporalLiterals.time(text);
                case "TIMESTAMP" -> TemporalLiterals.timestamp(text);
                case "DECIMAL" -> decimal(literal, text);
                case "CHAR" ->
                    new Expression.Constant(text.stripTrailing(), new Type.Char(text.codePointCount(0, text.length())));
                default -> named(literal, text);
            };
        } catch (DateTimeException | NumberFormatException malformed) {
            throw invalid(literal, text, name);
        } catch (ArithmeticException precision) {
            throw Errors.at(
                    literal,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "%s",
                    String.valueOf(precision.getMessage()));
        } catch (UnsupportedOperationException precision) {
            throw Errors.notSupported(literal, String.valueOf(precision.getMessage()));
        }
    }

    private static Expression named(GenericLiteral literal, String text) {
        Type type;
        try {
            type = TypeParser.parse(literal.getType());
        } catch (SkeinException unknown) {
            throw new SkeinException(
                    StandardErrorCode.TYPE_NOT_FOUND,
                    "io.trino.spi.TrinoException: line %d:%d: Unknown resolvedType: %s"
                            .formatted(
                                    Errors.place(literal).line(),
                                    Errors.place(literal).column(),
                                    literal.getType()));
        }
        Object value = value(literal, text, type);
        if (type == Type.Simple.JSON) {
            Expression source = string(text);
            return new Expression.Call(
                    new FunctionReference("json_parse", List.of(source.type()), type), List.of(source));
        }
        return value == null ? new Expression.Cast(string(text), type, false) : new Expression.Constant(value, type);
    }

    private static @Nullable Object value(GenericLiteral literal, String text, Type type) {
        return switch (type) {
            case Type.Simple.TINYINT -> (long) Byte.parseByte(text.strip());
            case Type.Simple.SMALLINT -> (long) Short.parseShort(text.strip());
            case Type.Simple.INTEGER -> (long) Integer.parseInt(text.strip());
            case Type.Simple.BIGINT -> Long.parseLong(text.strip());
            case Type.Simple.DOUBLE -> floating(text);
            case Type.Simple.REAL -> (float) floating(text);
            case Type.Simple.BOOLEAN ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "t", "1" -> true;
                    case "false", "f", "0" -> false;
                    default -> throw invalid(literal, text, "BOOLEAN");
                };
            case Type.Simple.UUID ->
                java.util.UUID.fromString(uuid(literal, text)).toString();
            case Type.Simple.IPADDRESS -> {
                if (!address(text)) {
                    throw invalid(literal, text, "IPADDRESS");
                }
                yield null;
            }
            case Type.Simple.JSON -> {
                if (!JsonSyntax.valid(text)) {
                    throw invalid(literal, text, "JSON");
                }
                yield null;
            }
            case Type.Varchar varchar when varchar.length().isEmpty() -> text;
            default -> null;
        };
    }

    private static double floating(String text) {
        return switch (text.strip()) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text.strip());
        };
    }

    private static boolean address(String text) {
        try {
            return text.matches("(\\d{1,3}\\.){3}\\d{1,3}") && java.net.Inet4Address.ofLiteral(text) != null
                    || text.indexOf(':') >= 0 && java.net.Inet6Address.ofLiteral(text) != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String uuid(GenericLiteral literal, String text) {
        if (!text.matches("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")) {
            throw invalid(literal, text, "UUID");
        }
        return text;
    }

    private static SkeinException invalid(Literal literal, String text, String type) {
        return Errors.at(literal, StandardErrorCode.INVALID_LITERAL, "'%s' is not a valid %s literal", text, type);
    }
}
