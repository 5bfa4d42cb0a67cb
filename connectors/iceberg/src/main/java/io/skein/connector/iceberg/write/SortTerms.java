package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableFields;
import io.skein.spi.connector.WriteHandle.SortTerm;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types.NestedField;

/** A sort order as sinks keep it: as far as it is one of columns that are written. */
final class SortTerms {
    private SortTerms() {}

    static List<SortTerm> of(SortOrder order, List<NestedField> columns) {
        List<SortTerm> terms = new ArrayList<>();
        for (SortField field : order.fields()) {
            List<String> column = columns.stream()
                    .filter(each -> each.fieldId() == field.sourceId())
                    .map(TableFields::name)
                    .toList();
            if (column.isEmpty() || !field.transform().isIdentity()) {
                break;
            }
            terms.add(new SortTerm(
                    column.getFirst(),
                    field.direction() == SortDirection.ASC
                            ? SortTerm.Direction.ASCENDING
                            : SortTerm.Direction.DESCENDING,
                    field.nullOrder() == NullOrder.NULLS_FIRST ? SortTerm.Nulls.FIRST : SortTerm.Nulls.LAST));
        }
        return terms;
    }
}
