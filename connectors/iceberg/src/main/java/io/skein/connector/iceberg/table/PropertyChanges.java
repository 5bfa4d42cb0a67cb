package io.skein.connector.iceberg.table;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;

/** ALTER TABLE SET PROPERTIES: one commit. Only what governs files that are still to be written can change. */
public final class PropertyChanges {
    private static final Set<String> CHANGEABLE =
            Set.of(TableOptions.FORMAT, TableOptions.FORMAT_VERSION, TableOptions.SORTED_BY);

    private final String catalog;
    private final Table table;

    public PropertyChanges(String catalog, Table table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** Sets the properties; an empty value is the default. */
    public void make(Map<String, Optional<String>> properties) {
        Map<String, String> given = new HashMap<>();
        properties.forEach((name, value) -> given.put(name, value.orElse("")));
        new PropertyValues(given).only(catalog, TableOptions.NAMES);
        TreeSet<String> fixed = new TreeSet<>(given.keySet());
        fixed.removeAll(CHANGEABLE);
        if (!fixed.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "The following properties cannot be updated: " + String.join(", ", fixed));
        }
        given.values().removeIf(String::isEmpty);
        PropertyValues values = new PropertyValues(given);
        TableOptions.requireParquet(values);
        Transaction transaction = table.newTransaction();
        if (properties.containsKey(TableOptions.FORMAT_VERSION)) {
            int version = TableOptions.version(values);
            try {
                transaction
                        .updateProperties()
                        .set(TableProperties.FORMAT_VERSION, String.valueOf(version))
                        .commit();
            } catch (IllegalArgumentException downgrade) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, String.valueOf(downgrade.getMessage()), downgrade);
            }
        }
        if (properties.containsKey(TableOptions.SORTED_BY)) {
            sort(transaction, Sorting.parse(table.schema(), values.texts(TableOptions.SORTED_BY)));
        }
        transaction.commitTransaction();
    }

    private void sort(Transaction transaction, SortOrder order) {
        ReplaceSortOrder replacement = transaction.replaceSortOrder();
        for (SortField field : order.fields()) {
            String column = table.schema().findColumnName(field.sourceId());
            if (field.direction() == SortDirection.ASC) {
                replacement.asc(column, field.nullOrder());
            } else {
                replacement.desc(column, field.nullOrder());
            }
        }
        replacement.commit();
    }
}
