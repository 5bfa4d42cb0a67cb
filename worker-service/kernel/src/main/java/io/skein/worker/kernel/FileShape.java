package io.skein.worker.kernel;

import io.skein.spi.connector.Split.NamedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The columns that a Parquet file itself has.
 *
 * @param columns as the file's schema has them, with the groups that Parquet makes of lists and maps
 */
record FileShape(List<Node> columns) {
    FileShape {
        columns = List.copyOf(columns);
    }

    private static final int NO_ID = -1;

    /**
     * A column or what is below one.
     *
     * @param fieldId -1 where it has none
     * @param repetition as Parquet's: the one group below a list or a map is {@code REPEATED}
     */
    record Node(String name, int fieldId, String repetition, List<Node> children) {
        Node {
            children = List.copyOf(children);
        }

        boolean hasIds() {
            return fieldId != NO_ID || children.stream().anyMatch(Node::hasIds);
        }

        /** The one group below a list or a map. */
        private boolean isRepeated() {
            return repetition.equals("REPEATED");
        }

        private Node with(int id, List<Node> below) {
            return new Node(name, id, repetition, below);
        }

        private Node named(NamedField field) {
            if (children.size() != 1 || !children.getFirst().isRepeated()) {
                return with(field.id(), FileShape.named(children, field.fields()));
            }
            Node repeated = children.getFirst();
            List<NamedField> within = field.fields();
            if (repeated.children().size() == within.size()) {
                // An element, or a key and a value, whatever their names are.
                List<Node> entries = IntStream.range(0, within.size())
                        .mapToObj(i -> repeated.children().get(i).named(within.get(i)))
                        .toList();
                return with(field.id(), List.of(repeated.with(NO_ID, entries)));
            }
            return within.size() == 1
                    ? with(field.id(), List.of(repeated.named(within.getFirst())))
                    : with(field.id(), children);
        }
    }

    /** Whether the file's writer has given any field an id. */
    boolean hasIds() {
        return columns.stream().anyMatch(Node::hasIds);
    }

    /** The same with ids for the fields that have these names; of those that are not among them nothing is known. */
    FileShape named(List<NamedField> fields) {
        return new FileShape(named(columns, fields));
    }

    private static List<Node> named(List<Node> nodes, List<NamedField> fields) {
        return nodes.stream()
                .map(node -> fields.stream()
                        .filter(field -> field.names().contains(node.name()))
                        .findFirst()
                        .map(node::named)
                        .orElse(node))
                .toList();
    }

    /** Asks the kernel for the file's schema. */
    static FileShape of(KernelStatement statement, String path) throws SQLException {
        return statement.answer(
                "SELECT name, coalesce(field_id, " + NO_ID
                        + "), coalesce(num_children, 0), coalesce(repetition_type, '') FROM parquet_schema("
                        + SqlText.literal(path) + ")",
                rows -> {
                    rows.next();
                    return new FileShape(children(rows, rows.getInt(3)));
                });
    }

    /** The schema comes depth first. */
    private static List<Node> children(ResultSet rows, int count) throws SQLException {
        List<Node> children = new ArrayList<>();
        for (int i = 0; i < count && rows.next(); i++) {
            String name = rows.getString(1);
            int id = rows.getInt(2);
            int below = rows.getInt(3);
            children.add(new Node(name, id, rows.getString(4), children(rows, below)));
        }
        return children;
    }

    /** The column with this id. */
    Optional<Node> column(int fieldId) {
        return find(columns, fieldId);
    }

    static Optional<Node> find(List<Node> nodes, int fieldId) {
        return nodes.stream().filter(node -> node.fieldId() == fieldId).findFirst();
    }
}
