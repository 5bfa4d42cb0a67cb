package io.skein.connector.iceberg.read;

import io.skein.spi.connector.Split.NamedField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.mapping.MappedFields;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a table's columns are found in files without field ids: its name mapping, as splits have it.
 *
 * @param columns of the table; none where it has no mapping
 */
record MappedNames(List<NamedField> columns) {
    MappedNames {
        columns = List.copyOf(columns);
    }

    static MappedNames of(Table table) {
        return new MappedNames(Optional.ofNullable(table.properties().get(TableProperties.DEFAULT_NAME_MAPPING))
                .map(NameMappingParser::fromJson)
                .map(NameMapping::asMappedFields)
                .map(MappedNames::fields)
                .orElse(List.of()));
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Those of the columns with these ids. */
    List<NamedField> of(Set<Integer> ids) {
        return columns.stream().filter(column -> ids.contains(column.id())).toList();
    }

    private static List<NamedField> fields(@Nullable MappedFields fields) {
        return fields == null
                ? List.of()
                : fields.fields().stream()
                        // A name may be mapped to no field.
                        .filter(field -> field.id() != null)
                        .map(field ->
                                new NamedField(field.id(), List.copyOf(field.names()), fields(field.nestedMapping())))
                        .toList();
    }
}
