package io.skein.worker.kernel;

import io.skein.spi.type.Type;
import java.util.Iterator;
import java.util.List;

/** Writes a column's field ids as COPY wants them: a number, or for nested types a struct of them. */
final class FieldIdsSql {
    private final Iterator<Integer> nested;

    private FieldIdsSql(Iterator<Integer> nested) {
        this.nested = nested;
    }

    /** @param nested the ids of all fields within, each before those below it; without any only the column has its id */
    static String of(Type type, int id, List<Integer> nested) {
        return nested.isEmpty() ? String.valueOf(id) : new FieldIdsSql(nested.iterator()).field(type, id);
    }

    private String field(Type type, int id) {
        return switch (type) {
            case Type.Array(Type element) -> group(id, child("element", element));
            case Type.MapOf(Type key, Type value) -> group(id, child("key", key) + ", " + child("value", value));
            case Type.Row row -> group(id, children(row));
            default -> String.valueOf(id);
        };
    }

    private String children(Type.Row row) {
        StringBuilder children = new StringBuilder();
        for (int i = 0; i < row.fields().size(); i++) {
            children.append(i == 0 ? "" : ", ")
                    .append(child(
                            SqlText.identifier(KernelTypes.fieldName(row, i)),
                            row.fields().get(i).type()));
        }
        return children.toString();
    }

    private String child(String name, Type type) {
        return name + ": " + field(type, nested.next());
    }

    private static String group(int id, String children) {
        return "{__duckdb_field_id: " + id + ", " + children + "}";
    }
}
