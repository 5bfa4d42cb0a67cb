package io.skein.worker.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a Parquet file itself has.
 *
 * @param columns as the file's schema has them, with the groups that Parquet makes of lists and maps
 */
record FileShape(List<Node> columns) {
    FileShape {
        columns = List.copyOf(columns);
    }

    /** A column or what is below one; the field id is -1 where it has none. */
    record Node(String name, int fieldId, List<Node> children) {
        Node {
            children = List.copyOf(children);
        }
    }

    /** Asks the kernel for the file's schema. */
    static FileShape of(KernelStatement statement, String path) throws SQLException {
        return statement.answer(
                "SELECT name, coalesce(field_id, -1), coalesce(num_children, 0) FROM parquet_schema("
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
            children.add(new Node(rows.getString(1), rows.getInt(2), children(rows, rows.getInt(3))));
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
