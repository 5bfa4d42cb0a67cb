package io.skein.connector.iceberg.adopt;

import io.skein.connector.iceberg.adopt.ParquetFooter.Node;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.mapping.MappedField;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * A table's fields in a file: by the table's name mapping, by name whatever its case, or by id where the file holds ids. A file that is not to be read as the
 * table's is refused; what the one has and the other has not is no reason.
 */
final class FieldMatches {
    private final Schema schema;
    private final NameMapping mapping;
    private final ParquetFooter file;
    private final List<Match> matches = new ArrayList<>();

    /**
     * A field that the file holds.
     *
     * @param single whether a row has one value of it, not any number
     */
    record Match(NestedField field, Node node, boolean single) {}

    private FieldMatches(Schema schema, NameMapping mapping, ParquetFooter file) {
        this.schema = schema;
        this.mapping = mapping;
        this.file = file;
    }

    /** Of the fields and those within them, each before those below it. */
    static List<Match> of(Schema schema, NameMapping mapping, ParquetFooter file) {
        FieldMatches found = new FieldMatches(schema, mapping, file);
        found.visit(schema.columns(), file.columns(), true);
        if (found.matches.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.COLUMN_NOT_FOUND,
                    "All columns in the file do not exist in the target table: " + file.location());
        }
        return found.matches;
    }

    private void visit(List<NestedField> fields, List<Node> nodes, boolean single) {
        for (NestedField field : fields) {
            Optional<Node> node = file.hasIds() ? byId(field, nodes) : byName(field, nodes);
            node.ifPresent(held -> visit(field, held, single));
        }
    }

    private void visit(NestedField field, Node node, boolean single) {
        matches.add(new Match(field, node, single));
        Type type = field.type();
        boolean wrapped =
                node.children().size() == 1 && node.children().getFirst().isRepeated();
        switch (type) {
            case Types.StructType struct
            when !node.children().isEmpty() && !wrapped -> visit(struct.fields(), node.children(), single);
            case Types.ListType list
            when wrapped -> {
                Node repeated = node.children().getFirst();
                // Some old writers leave out the group between.
                visit(
                        list.fields().getFirst(),
                        repeated.children().size() == 1 ? repeated.children().getFirst() : repeated,
                        false);
            }
            case Types.MapType map
            when wrapped && node.children().getFirst().children().size() == 2 -> {
                List<Node> entry = node.children().getFirst().children();
                visit(map.fields().getFirst(), entry.getFirst(), false);
                visit(map.fields().getLast(), entry.getLast(), false);
            }
            case Type.PrimitiveType primitive
            when node.children().isEmpty()
                    && node.element().isSetType()
                    && !node.isRepeated()
                    && ParquetTypes.isReadable(node.element(), primitive) -> {}
            default ->
                throw new SkeinException(
                        StandardErrorCode.TYPE_MISMATCH,
                        "Target '%s' column is '%s' type, but got source '%s' type: %s"
                                .formatted(
                                        schema.findColumnName(field.fieldId()),
                                        type,
                                        ParquetTypes.text(node.element()),
                                        file.location()));
        }
    }

    private Optional<Node> byName(NestedField field, List<Node> nodes) {
        @Nullable MappedField mapped = mapping.find(field.fieldId());
        Set<String> names = mapped == null ? Set.of() : mapped.names();
        return Stream.concat(
                        nodes.stream().filter(node -> names.contains(node.name())),
                        nodes.stream().filter(node -> field.name().equalsIgnoreCase(node.name())))
                .findFirst();
    }

    private Optional<Node> byId(NestedField field, List<Node> nodes) {
        for (Node node : nodes) {
            boolean sameName = field.name().equalsIgnoreCase(node.name());
            boolean sameId = node.element().isSetField_id() && node.element().getField_id() == field.fieldId();
            if (sameName != sameId) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "The field ids of the file are not those of the table: '%s' is %s, but '%s' is %s in %s"
                                .formatted(
                                        field.name(),
                                        field.fieldId(),
                                        node.name(),
                                        node.element().isSetField_id()
                                                ? node.element().getField_id()
                                                : "without one",
                                        file.location()));
            }
            if (sameId) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }
}
