package io.skein.connector.iceberg.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.mapping.MappedField;
import org.apache.iceberg.mapping.MappedFields;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;

/** A table's name mapping: by which names its fields are found in files without field ids. The library adds a column's new name when it is renamed. */
final class NameMappings {
    private NameMappings() {}

    /** The table's own, or the one of its present names. */
    static NameMapping of(Table table) {
        return Optional.ofNullable(table.properties().get(TableProperties.DEFAULT_NAME_MAPPING))
                .map(NameMappingParser::fromJson)
                .orElseGet(() -> MappingUtil.create(table.schema()));
    }

    /** With the names that files give the fields: other engines' are in other cases, and call an array's elements otherwise. */
    static NameMapping with(NameMapping mapping, Map<Integer, Set<String>> names) {
        return NameMapping.of(extended(mapping.asMappedFields(), names));
    }

    private static MappedFields extended(MappedFields fields, Map<Integer, Set<String>> names) {
        List<MappedField> extended = new ArrayList<>();
        for (MappedField field : fields.fields()) {
            TreeSet<String> all = new TreeSet<>(field.names());
            all.addAll(names.getOrDefault(Objects.requireNonNullElse(field.id(), -1), Set.of()));
            extended.add(
                    field.nestedMapping() == null
                            ? MappedField.of(field.id(), all)
                            : MappedField.of(field.id(), all, extended(field.nestedMapping(), names)));
        }
        return MappedFields.of(extended);
    }
}
