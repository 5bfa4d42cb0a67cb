package io.skein.connector.iceberg.table;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.exceptions.ValidationException;

/** The table property {@code partitioning}: {@code column, year(column), month(..), day(..), hour(..), bucket(column, n), truncate(column, n)}. */
final class Partitioning {
    private static final String COLUMN = "([a-zA-Z_][a-zA-Z0-9_]*|\"(?:\"\"|[^\"])*\")";
    private static final Pattern TRANSFORM = Pattern.compile("(?i)(?:(year|month|day|hour|void) *\\( *" + COLUMN
            + " *\\)|(bucket|truncate) *\\( *" + COLUMN + " *, *(\\d{1,9}) *\\)|" + COLUMN + ")");
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern SIZED = Pattern.compile("(bucket|truncate)\\[(\\d+)]");

    private Partitioning() {}

    static PartitionSpec parse(Schema schema, List<String> fields) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        try {
            fields.forEach(field -> add(spec, field));
            return spec.build();
        } catch (IllegalArgumentException | ValidationException refused) {
            throw invalid("Unable to parse partitioning value: " + refused.getMessage());
        }
    }

    static List<String> format(PartitionSpec spec) {
        return spec.fields().stream()
                .filter(field -> !field.transform().isVoid())
                .map(field -> format(spec.schema(), field))
                .toList();
    }

    private static void add(PartitionSpec.Builder spec, String text) {
        Matcher matcher = TRANSFORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Invalid partition field declaration: " + text);
        }
        if (matcher.group(1) != null) {
            String column = column(matcher.group(2));
            switch (matcher.group(1).toLowerCase(Locale.ENGLISH)) {
                case "year" -> spec.year(column);
                case "month" -> spec.month(column);
                case "day" -> spec.day(column);
                case "hour" -> spec.hour(column);
                default -> spec.alwaysNull(column);
            }
        } else if (matcher.group(3) != null) {
            String column = column(matcher.group(4));
            int parameter = Integer.parseInt(matcher.group(5));
            if (matcher.group(3).equalsIgnoreCase("bucket")) {
                spec.bucket(column, parameter);
            } else {
                spec.truncate(column, parameter);
            }
        } else {
            spec.identity(column(matcher.group(6)));
        }
    }

    /** The column, quoted or not. */
    static String column(String text) {
        return text.startsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ENGLISH);
    }

    /** The column as it is written in a property. */
    static String written(String column) {
        return PLAIN.matcher(column).matches() ? column : '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String format(Schema schema, PartitionField field) {
        String column = written(schema.findColumnName(field.sourceId()).toLowerCase(Locale.ENGLISH));
        String transform = field.transform().toString();
        Matcher sized = SIZED.matcher(transform);
        if (sized.matches()) {
            return sized.group(1) + "(" + column + ", " + sized.group(2) + ")";
        }
        return field.transform().isIdentity() ? column : transform + "(" + column + ")";
    }

    static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_TABLE_PROPERTY, message);
    }
}
