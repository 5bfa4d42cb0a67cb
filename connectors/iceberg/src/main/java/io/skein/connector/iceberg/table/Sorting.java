package io.skein.connector.iceberg.table;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/** The table property {@code sorted_by}: {@code column [ASC|DESC] [NULLS FIRST|LAST]}, Trino's defaults. */
final class Sorting {
    private static final Pattern FIELD =
            Pattern.compile("(?i)\\s*(\"(?:[^\"]|\"\")+\"|\\S+)(?:\\s+(ASC|DESC))?(?:\\s+NULLS\\s+(FIRST|LAST))?\\s*");

    private Sorting() {}

    static SortOrder parse(Schema schema, List<String> fields) {
        SortOrder.Builder order = SortOrder.builderFor(schema);
        for (String field : fields) {
            Matcher matcher = FIELD.matcher(field);
            if (!matcher.matches()) {
                throw Partitioning.invalid("Unable to parse sort field: [" + field + "]");
            }
            try {
                String column = Partitioning.column(matcher.group(1));
                if ("DESC".equalsIgnoreCase(matcher.group(2))) {
                    order.desc(column, nulls(matcher.group(3), NullOrder.NULLS_LAST));
                } else {
                    order.asc(column, nulls(matcher.group(3), NullOrder.NULLS_FIRST));
                }
            } catch (IllegalArgumentException refused) {
                throw Partitioning.invalid("Unable to parse sort field: [" + field + "]: " + refused.getMessage());
            } catch (ValidationException refused) {
                throw new SkeinException(
                        StandardErrorCode.GENERIC_INTERNAL_ERROR, String.valueOf(refused.getMessage()), refused);
            }
        }
        return order.build();
    }

    static List<String> format(SortOrder order) {
        return order.fields().stream()
                .filter(field -> field.transform().isIdentity())
                .map(field -> format(order.schema(), field))
                .toList();
    }

    private static NullOrder nulls(@Nullable String text, NullOrder absent) {
        if (text == null) {
            return absent;
        }
        return text.equalsIgnoreCase("FIRST") ? NullOrder.NULLS_FIRST : NullOrder.NULLS_LAST;
    }

    private static String format(Schema schema, SortField field) {
        return Partitioning.written(schema.findColumnName(field.sourceId()).toLowerCase(Locale.ENGLISH))
                + (field.direction() == SortDirection.ASC ? " ASC" : " DESC")
                + (field.nullOrder() == NullOrder.NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST");
    }
}
