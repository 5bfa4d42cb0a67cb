package io.skein.connector.iceberg.metadata;

import java.util.stream.Collectors;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;

/** A sort order as one line. */
final class SortOrderText {
    private SortOrderText() {}

    static String of(SortOrder order) {
        return order.fields().stream().map(field -> of(order, field)).collect(Collectors.joining(", "));
    }

    private static String of(SortOrder order, SortField field) {
        String column = order.schema().findColumnName(field.sourceId());
        String term = field.transform().isIdentity()
                ? column
                : field.transform().toString().replaceFirst("\\[(\\d+)]", "($1") + "(" + column + ")";
        return term + (field.direction() == SortDirection.ASC ? " ASC " : " DESC ") + field.nullOrder();
    }
}
