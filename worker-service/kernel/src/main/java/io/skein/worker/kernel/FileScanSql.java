package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a file scan as a view. Files without anything special are one plain {@code read_parquet}, through which the kernel pushes
 * projections and filters; the others form a second branch that joins their constants by file and leaves out deleted positions.
 */
final class FileScanSql {
    private final FileScan scan;

    FileScanSql(FileScan scan) {
        this.scan = scan;
    }

    String view() {
        List<FileSplit> plain = new ArrayList<>();
        List<FileSplit> special = new ArrayList<>();
        boolean byName = scan.files().stream().allMatch(file -> file.matching() == ColumnMatching.BY_NAME);
        for (FileSplit file : scan.files()) {
            (file.constants().isEmpty() && file.positionDeletes().isEmpty() ? plain : special).add(file);
        }
        List<String> branches = new ArrayList<>();
        if (!plain.isEmpty()) {
            branches.add(byName ? byName(plain) : branch(plain));
        }
        if (!special.isEmpty()) {
            branches.add(branch(special));
        }
        return "CREATE TEMP VIEW " + SqlText.identifier(scan.name()) + " AS "
                + (branches.isEmpty() ? nothing() : String.join(" UNION ALL ", branches));
    }

    private String byName(List<FileSplit> files) {
        String columns = scan.columns().isEmpty()
                ? "1"
                : join(i -> {
                    ColumnHandle column = scan.columns().get(i);
                    String held = "CAST(r." + SqlText.identifier(column.name()) + " AS "
                            + KernelTypes.parquet(column.type()) + ")";
                    return KernelTypes.fromParquet(column.type(), held) + " AS "
                            + SqlText.identifier(scan.symbols().get(i));
                });
        return "SELECT " + columns + " FROM read_parquet("
                + paths(files.stream().map(FileSplit::path).toList()) + cardinality(files) + ") AS r";
    }

    private String nothing() {
        String columns = scan.columns().isEmpty()
                ? "NULL"
                : join(i -> "NULL::" + KernelTypes.kernel(scan.columns().get(i).type()) + " AS "
                        + SqlText.identifier(scan.symbols().get(i)));
        return "SELECT " + columns + " WHERE false";
    }

    private String branch(List<FileSplit> files) {
        Set<String> constant = new HashSet<>();
        files.forEach(file -> constant.addAll(file.constants().keySet()));
        List<ColumnHandle> constants = scan.columns().stream()
                .filter(column -> constant.contains(column.name()))
                .toList();
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(scan.columns().isEmpty() ? "1" : join(i -> output(i, constants)))
                .append(" FROM ")
                .append(reader(files))
                .append(" AS r");
        if (!constants.isEmpty()) {
            sql.append(" JOIN ").append(values(files, constants)).append(" ON r.file_index = k.file");
        }
        List<String> deletes = files.stream()
                .flatMap(file -> file.positionDeletes().stream())
                .distinct()
                .toList();
        if (!deletes.isEmpty()) {
            sql.append(" ANTI JOIN (SELECT regexp_replace(file_path, '^file:(//)?', '') AS f, pos FROM read_parquet(")
                    .append(paths(deletes))
                    .append(")) AS d ON d.f = r.filename AND d.pos = r.file_row_number");
        }
        return sql.toString();
    }

    private String output(int index, List<ColumnHandle> constants) {
        ColumnHandle column = scan.columns().get(index);
        String read = KernelTypes.fromParquet(column.type(), "r." + SqlText.identifier(readName(column)));
        int constant = constants.indexOf(column);
        String value =
                constant < 0 ? read : "CASE WHEN k.h" + constant + " THEN k.c" + constant + " ELSE " + read + " END";
        return value + " AS " + SqlText.identifier(scan.symbols().get(index));
    }

    private String reader(List<FileSplit> files) {
        List<String> paths = files.stream().map(FileSplit::path).toList();
        if (!byFieldId()) {
            return "read_parquet(" + paths(paths) + ", union_by_name = true" + cardinality(files) + ")";
        }
        List<String> entries = scan.columns().stream()
                .distinct()
                .map(column -> column.fieldId().getAsInt() + ": {name: " + SqlText.literal(readName(column))
                        + ", type: " + SqlText.literal(KernelTypes.parquet(column.type())) + ", default_value: NULL}")
                .distinct()
                .toList();
        return "read_parquet(" + paths(paths)
                + (entries.isEmpty() ? "" : ", schema = MAP {" + String.join(", ", entries) + "}")
                + cardinality(files) + ")";
    }

    /** With columns mapped by field id the kernel does not count the rows itself, and joins in a bad order. */
    private static String cardinality(List<FileSplit> files) {
        boolean known = files.stream().allMatch(file -> file.rows() > 0);
        return known
                ? ", explicit_cardinality = "
                        + files.stream().mapToLong(FileSplit::rows).sum()
                : "";
    }

    private boolean byFieldId() {
        return scan.columns().stream().allMatch(column -> column.fieldId().isPresent());
    }

    /** By field id the reader names the columns as we like: the file's own names must not get in the way of virtual columns. */
    private String readName(ColumnHandle column) {
        return column.fieldId().isPresent() && byFieldId()
                ? "id" + column.fieldId().getAsInt()
                : column.name();
    }

    private static String values(List<FileSplit> files, List<ColumnHandle> constants) {
        List<String> rows = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            StringBuilder row = new StringBuilder("(").append(file);
            for (ColumnHandle column : constants) {
                String literal = files.get(file).constants().get(column.name());
                row.append(", CAST(")
                        .append(literal == null ? "NULL" : literal)
                        .append(" AS ")
                        .append(KernelTypes.kernel(column.type()))
                        .append("), ")
                        .append(literal != null);
            }
            rows.add(row.append(')').toString());
        }
        StringBuilder names = new StringBuilder("k(file");
        for (int i = 0; i < constants.size(); i++) {
            names.append(", c").append(i).append(", h").append(i);
        }
        return "(VALUES " + String.join(", ", rows) + ") AS " + names + ")";
    }

    private static String paths(List<String> paths) {
        return paths.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    private String join(java.util.function.IntFunction<String> column) {
        return java.util.stream.IntStream.range(0, scan.columns().size())
                .mapToObj(column)
                .collect(Collectors.joining(", "));
    }
}
