package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the query that reads some files of a scan, all in the same way. */
final class FileBranchSql {
    private final FileScan scan;
    private final Optional<RowRange> range;
    private final List<FileSplit> files;
    /** What is read of the files: the scan's columns, and those by whose values rows are deleted. */
    private final List<ColumnHandle> columns;
    /** Columns that some of the files do not hold. */
    private final List<ColumnHandle> constants;

    private final List<String> deletes;
    private final List<EqualityDeletesSql> equalityDeletes;
    private final Optional<FileShape> shape;
    private final boolean byName;
    private final boolean byFieldId;

    /** @param range the only rows that may be read of the one file */
    FileBranchSql(FileScan scan, List<FileSplit> files, Optional<RowRange> range) {
        this.scan = scan;
        this.range = range;
        this.files = files;
        Set<String> constant = new HashSet<>();
        files.forEach(file -> constant.addAll(file.constants().keySet()));
        this.equalityDeletes = EqualityDeletesSql.of(files);
        this.columns = Stream.concat(
                        scan.columns().stream(), equalityDeletes.stream().flatMap(each -> each.columns().stream()))
                .distinct()
                .toList();
        this.constants = columns.stream()
                .filter(column -> constant.contains(column.name()))
                .toList();
        this.deletes = files.stream()
                .flatMap(file -> file.deletes().positions().stream())
                .distinct()
                .toList();
        // A column may have the name of the reader's file_index, filename or file_row_number.
        boolean virtual = !constants.isEmpty()
                || range.isPresent()
                || files.stream().anyMatch(file -> !file.deletes().isEmpty())
                || columns.contains(RowIdentity.POSITION);
        this.shape = scan.shape(files.getFirst());
        this.byName = shape.isEmpty()
                && !virtual
                && files.stream().allMatch(file -> file.matching() == ColumnMatching.BY_NAME);
        this.byFieldId = !byName
                && scan.columns().stream().allMatch(column -> column.fieldId().isPresent());
    }

    String query() {
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(scan.select(this::output))
                .append(" FROM ")
                .append(reader())
                .append(" AS r");
        if (!constants.isEmpty()) {
            sql.append(" JOIN ").append(values()).append(" ON r.file_index = k.file");
        }
        if (!deletes.isEmpty()) {
            sql.append(" ANTI JOIN (SELECT p.file, l.pos FROM read_parquet(")
                    .append(paths(deletes))
                    .append(") AS l JOIN (VALUES ")
                    .append(origins())
                    .append(
                            ") AS p(origin, file) ON p.origin = regexp_replace(regexp_replace(l.file_path, '^file:(//[^/]*)?', ''), '/+', '/', 'g')")
                    .append(") AS d ON d.file = r.file_index AND d.pos = r.file_row_number");
        }
        if (DeletedRows.of(files)) {
            sql.append(new DeletedRows(scan).antiJoin(files));
        }
        for (int i = 0; i < equalityDeletes.size(); i++) {
            sql.append(equalityDeletes.get(i).antiJoin("e" + i, this::value));
        }
        range.ifPresent(rows -> sql.append(" WHERE r.file_row_number >= ")
                .append(rows.first())
                .append(" AND r.file_row_number < ")
                .append(rows.end()));
        return sql.toString();
    }

    private String output(int index) {
        return value(scan.columns().get(index));
    }

    private String value(ColumnHandle column) {
        if (column.equals(RowIdentity.POSITION)) {
            return "r.file_row_number";
        }
        int constant = constants.indexOf(column);
        if (constant >= 0 && files.stream().allMatch(file -> file.constants().containsKey(column.name()))) {
            return "k.c" + constant;
        }
        String held = "r." + SqlText.identifier(readName(column));
        // A schema by field id has the types; by name a file may have others of the same values.
        String typed = byFieldId ? held : "CAST(" + held + " AS " + KernelTypes.parquet(column.type()) + ")";
        String read = KernelTypes.fromParquet(column.type(), typed);
        return constant < 0 ? read : "CASE WHEN k.h" + constant + " THEN k.c" + constant + " ELSE " + read + " END";
    }

    private String reader() {
        StringBuilder sql = new StringBuilder("read_parquet(")
                .append(paths(files.stream().map(FileSplit::path).toList()));
        if (byFieldId && shape.isEmpty()) {
            sql.append(schema());
        } else if (!byFieldId && !byName) {
            sql.append(", union_by_name = true");
        }
        // With columns mapped by field id the kernel does not count the rows itself, and joins in a bad order.
        if (files.stream().allMatch(file -> file.rows() > 0)) {
            long rows = range.map(RowRange::count)
                    .orElseGet(() -> files.stream().mapToLong(FileSplit::rows).sum());
            sql.append(", explicit_cardinality = ").append(rows);
        }
        sql.append(')');
        return shape.map(own -> shaped(own, sql.toString())).orElseGet(sql::toString);
    }

    /** The files by the names that they have themselves, as a relation of columns by field id. */
    private String shaped(FileShape own, String reader) {
        StringBuilder sql = new StringBuilder("(SELECT file_index, file_row_number");
        for (ColumnHandle column : columns) {
            if (!column.equals(RowIdentity.POSITION)) {
                sql.append(", ")
                        .append(shaped(own, column))
                        .append(" AS ")
                        .append(SqlText.identifier(readName(column)));
            }
        }
        return sql.append(" FROM ").append(reader).append(')').toString();
    }

    private String shaped(FileShape own, ColumnHandle column) {
        Optional<FileShape.Node> node = own.column(column.fieldId().getAsInt());
        if (node.isEmpty()) {
            return "CAST(" + missing(column) + " AS " + KernelTypes.parquet(column.type()) + ")";
        }
        String held = SqlText.identifier(node.get().name());
        List<Integer> ids = files.getFirst().fieldIds().nested().get(column.name());
        return ids == null
                ? "CAST(" + held + " AS " + KernelTypes.parquet(column.type()) + ")"
                : new ShapedColumnSql(ids.iterator()).of(column.type(), node.get(), held);
    }

    private String schema() {
        List<String> entries = columns.stream()
                .filter(column -> !column.equals(RowIdentity.POSITION))
                .map(column -> column.fieldId().getAsInt() + ": {name: " + SqlText.literal(readName(column))
                        + ", type: " + SqlText.literal(KernelTypes.parquet(column.type())) + ", default_value: "
                        + missing(column) + "}")
                .distinct()
                .toList();
        return entries.isEmpty() ? "" : ", schema = MAP {" + String.join(", ", entries) + "}";
    }

    /** The value of a column in files that do not hold it: the same for all files of a table. The reader casts a text to the column's type. */
    private String missing(ColumnHandle column) {
        return files.stream()
                .flatMap(file -> Optional.ofNullable(file.defaults().get(column.name())).stream())
                .findFirst()
                .map(literal -> KernelTypes.toParquet(
                        column.type(), "CAST(" + literal + " AS " + KernelTypes.kernel(column.type()) + ")"))
                .map(value -> "CAST(" + value + " AS VARCHAR)")
                .orElse("NULL");
    }

    /** By field id the reader names the columns as we like: the file's own names must not get in the way of virtual columns. */
    private String readName(ColumnHandle column) {
        return byFieldId ? "id" + column.fieldId().getAsInt() : column.name();
    }

    /** The files with the names under which delete files know them, in one of the forms that these may have. */
    private String origins() {
        List<String> rows = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            rows.add("(" + SqlText.literal(scan.origin(files.get(file)).replaceAll("/+", "/")) + ", " + file + ")");
        }
        return String.join(", ", rows);
    }

    private String values() {
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

    static String paths(List<String> paths) {
        return paths.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
