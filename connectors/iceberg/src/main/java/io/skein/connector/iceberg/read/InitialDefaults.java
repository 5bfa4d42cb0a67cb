package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.TableFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/** What columns are in files that were written before the columns came, where that is not NULL (format version 3). */
final class InitialDefaults {
    private InitialDefaults() {}

    /** SQL literals by name, of the columns with these ids that have such a value. */
    static Map<String, String> of(Schema schema, Set<Integer> ids) {
        Map<String, String> defaults = new HashMap<>();
        for (NestedField field : schema.columns()) {
            if (ids.contains(field.fieldId()) && field.initialDefault() != null) {
                defaults.put(TableFields.name(field), PartitionLiterals.of(field.type(), field.initialDefault()));
            }
        }
        return defaults;
    }
}
