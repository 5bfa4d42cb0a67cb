package io.skein.worker.kernel;

import io.skein.spi.type.Type;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A nested column of a file in the form of the table's: fields within rows are found by their ids, whatever the file calls them; those that it lacks are NULL. */
final class ShapedColumnSql {
    private final Iterator<Integer> ids;
    private int variables;

    /** @param ids of the table's fields within the column, in the order of the type's text, each before those below it */
    ShapedColumnSql(Iterator<Integer> ids) {
        this.ids = ids;
    }

    /** The value as {@link KernelTypes#parquet} has the type. */
    String of(Type type, FileShape.Node node, String value) {
        return switch (type) {
            case Type.Row row -> row(row, node, value);
            case Type.Array(Type element) -> {
                ids.next();
                String each = variable();
                yield "list_transform(" + value + ", lambda " + each + ": " + of(element, element(node), each) + ")";
            }
            case Type.MapOf(Type key, Type held) -> {
                FileShape.Node entry = node.children().getFirst();
                String each = variable();
                ids.next();
                String keys = of(key, entry.children().getFirst(), each + ".key");
                ids.next();
                String values = of(held, entry.children().getLast(), each + ".value");
                yield "map_from_entries(list_transform(map_entries(" + value + "), lambda " + each + ": {'key': " + keys
                        + ", 'value': " + values + "}))";
            }
            default -> "CAST(" + value + " AS " + KernelTypes.parquet(type) + ")";
        };
    }

    private String row(Type.Row row, FileShape.Node node, String value) {
        String fields = IntStream.range(0, row.fields().size())
                .mapToObj(index -> SqlText.literal(KernelTypes.fieldName(row, index)) + ": "
                        + field(row.fields().get(index).type(), node, value))
                .collect(Collectors.joining(", "));
        return "CASE WHEN " + value + " IS NOT NULL THEN {" + fields + "} END";
    }

    private String field(Type type, FileShape.Node node, String value) {
        int id = ids.next();
        return FileShape.find(node.children(), id)
                .map(child -> of(type, child, value + "." + SqlText.identifier(child.name())))
                .orElseGet(() -> missing(type));
    }

    private String missing(Type type) {
        skip(type);
        return "CAST(NULL AS " + KernelTypes.parquet(type) + ")";
    }

    /** Passes over the ids below a field that is not there. */
    private void skip(Type type) {
        switch (type) {
            case Type.Row row ->
                row.fields().forEach(field -> {
                    ids.next();
                    skip(field.type());
                });
            case Type.Array(Type element) -> {
                ids.next();
                skip(element);
            }
            case Type.MapOf(Type key, Type held) -> {
                ids.next();
                skip(key);
                ids.next();
                skip(held);
            }
            default -> {}
        }
    }

    /** Lists are groups of a repeated group of the element; some old writers leave out the one between. */
    private static FileShape.Node element(FileShape.Node list) {
        FileShape.Node repeated = list.children().getFirst();
        return repeated.children().size() == 1 && repeated.fieldId() < 0
                ? repeated.children().getFirst()
                : repeated;
    }

    private String variable() {
        return "x" + variables++;
    }
}
