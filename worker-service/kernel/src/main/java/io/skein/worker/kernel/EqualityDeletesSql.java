package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.EqualityDeletes;
import io.skein.spi.connector.Split.FileSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leaves out rows of files that delete files name by the values of some columns. Which delete file counts for which file is told file by file.
 *
 * @param columns what is compared
 * @param paths the delete files that compare these columns
 * @param pairs rows of two numbers: of a delete file, and of a file for which it counts
 */
record EqualityDeletesSql(List<ColumnHandle> columns, List<String> paths, List<String> pairs) {
    /** One for each list of columns by which rows of the files are deleted. */
    static List<EqualityDeletesSql> of(List<FileSplit> files) {
        Map<List<ColumnHandle>, EqualityDeletesSql> all = new LinkedHashMap<>();
        for (int file = 0; file < files.size(); file++) {
            for (EqualityDeletes deletes : files.get(file).deletes().values()) {
                all.computeIfAbsent(
                                deletes.columns(),
                                columns -> new EqualityDeletesSql(columns, new ArrayList<>(), new ArrayList<>()))
                        .add(deletes.path(), file);
            }
        }
        return List.copyOf(all.values());
    }

    private void add(String path, int file) {
        if (!paths.contains(path)) {
            paths.add(path);
        }
        pairs.add("(" + paths.indexOf(path) + ", " + file + ")");
    }

    /** To stand after a relation {@code r} of the files; the value is a column's among its rows. */
    String antiJoin(String alias, Function<ColumnHandle, String> value) {
        String deleted = columns.stream()
                .map(column -> KernelTypes.fromParquet(column.type(), "d." + name(column)) + " AS " + name(column))
                .collect(Collectors.joining(", "));
        String schema = columns.stream()
                .map(column -> column.fieldId().getAsInt() + ": {name: " + SqlText.literal(name(column)) + ", type: "
                        + SqlText.literal(KernelTypes.parquet(column.type())) + ", default_value: NULL}")
                .collect(Collectors.joining(", "));
        String equal = columns.stream()
                .map(column -> " AND " + alias + "." + name(column) + " IS NOT DISTINCT FROM " + value.apply(column))
                .collect(Collectors.joining());
        return " ANTI JOIN (SELECT p.file, " + deleted + " FROM read_parquet(" + FileBranchSql.paths(paths)
                + ", schema = MAP {" + schema + "}) AS d JOIN (VALUES " + String.join(", ", pairs)
                + ") AS p(deletes, file) ON d.file_index = p.deletes) AS " + alias + " ON " + alias
                + ".file = r.file_index" + equal;
    }

    private static String name(ColumnHandle column) {
        return "id" + column.fieldId().getAsInt();
    }
}
