package io.skein.coordinator.analyze.expression;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IntervalDayTimeDataType;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a type in the syntax tree to a type. */
public final class TypeReader {
    private TypeReader() {}

    /** The type, or empty when there is no such type. */
    public static Optional<Type> read(DataType type) {
        checkDecimal(type);
        if (type instanceof GenericDataType generic
                && generic.getName().getValue().equalsIgnoreCase("numeric")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TypeParser.parse(text(type)));
        } catch (SkeinException unknown) {
            return Optional.empty();
        }
    }

    private static void checkDecimal(DataType type) {
        if (type instanceof GenericDataType generic
                && generic.getName().getValue().equalsIgnoreCase("decimal")
                && generic.getArguments().stream().allMatch(NumericParameter.class::isInstance)
                && !generic.getArguments().isEmpty()) {
            int precision = Integer.parseInt(text(generic.getArguments().getFirst()));
            int scale = generic.getArguments().size() > 1
                    ? Integer.parseInt(text(generic.getArguments().getLast()))
                    : 0;
            if (precision < 1 || precision > Type.Decimal.MAX_PRECISION) {
                throw new SkeinException(
                        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                        "DECIMAL precision must be in range [1, 38]: " + precision);
            }
            if (scale < 0 || scale > precision) {
                throw new SkeinException(
                        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                        "DECIMAL scale must be in range [0, precision (" + precision + ")]: " + scale);
            }
        }
    }

    /** The type's text as error messages show it. */
    public static String text(DataType type) {
        return switch (type) {
            case GenericDataType generic -> generic(generic);
            case DateTimeDataType time ->
                time.getType().name().toLowerCase(Locale.ROOT)
                        + time.getPrecision()
                                .map(precision -> "(" + text(precision) + ")")
                                .orElse("")
                        + (time.isWithTimeZone() ? " with time zone" : "");
            case IntervalDayTimeDataType interval ->
                interval.getFrom() == IntervalDayTimeDataType.Field.YEAR
                                || interval.getFrom() == IntervalDayTimeDataType.Field.MONTH
                        ? "interval year to month"
                        : "interval day to second";
            case RowDataType row ->
                row.getFields().stream()
                        .map(field ->
                                field.getName().map(name -> quoted(name) + " ").orElse("") + text(field.getType()))
                        .collect(Collectors.joining(", ", "row(", ")"));
            default -> type.toString();
        };
    }

    private static String generic(GenericDataType type) {
        String name = type.getName().getValue();
        String lower = name.toLowerCase(Locale.ROOT);
        return (lower.equals("double precision") ? "double" : type.getName().isDelimited() ? name : lower)
                + (type.getArguments().isEmpty()
                        ? ""
                        : type.getArguments().stream()
                                .map(TypeReader::text)
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    private static String text(DataTypeParameter parameter) {
        return switch (parameter) {
            case NumericParameter number -> number.getValue();
            case TypeParameter nested -> text(nested.getValue());
            default -> parameter.toString();
        };
    }

    private static String quoted(Identifier name) {
        String value = name.isDelimited() ? name.getValue() : name.getValue().toLowerCase(Locale.ROOT);
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
