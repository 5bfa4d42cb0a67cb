package io.skein.worker.kernel;

import io.skein.spi.connector.Split.FileSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a file scan as a relation. Files without anything special are one plain {@code read_parquet}, through which the kernel pushes
 * projections and filters; the others form a second branch that joins their constants by file and leaves out deleted rows. A file of which a part is read is a branch
 * of its own: by the rows' numbers the kernel leaves out whole row groups, exactly. So are files of one shape, where that is not the table's.
 */
final class FileScanSql {
    private final FileScan scan;

    FileScanSql(FileScan scan) {
        this.scan = scan;
    }

    /** The scan's relation by name in front of the query, whose text has no WITH of its own at its start; it costs the kernel no statement of its own. */
    static String before(String query, List<FileScan> scans) {
        return scans.isEmpty()
                ? query
                : scans.stream()
                        .map(scan -> SqlText.identifier(scan.name()) + " AS NOT MATERIALIZED ("
                                + new FileScanSql(scan).relation() + ")")
                        .collect(Collectors.joining(", ", "WITH ", " " + query));
    }

    private String relation() {
        List<FileSplit> plain = new ArrayList<>();
        List<FileSplit> special = new ArrayList<>();
        Map<FileShape, List<FileSplit>> shaped = new LinkedHashMap<>();
        List<String> branches = new ArrayList<>();
        for (FileSplit file : scan.files()) {
            Optional<RowRange> range = scan.range(file);
            if (range.isPresent()) {
                if (range.get().count() > 0) {
                    branches.add(new FileBranchSql(scan, List.of(file), range).query());
                }
                continue;
            }
            Optional<FileShape> shape = scan.shape(file);
            if (shape.isPresent()) {
                shaped.computeIfAbsent(shape.get(), _ -> new ArrayList<>()).add(file);
                continue;
            }
            (file.constants().isEmpty() && file.deletes().isEmpty() ? plain : special).add(file);
        }
        if (!plain.isEmpty()) {
            branches.add(new FileBranchSql(scan, plain, Optional.empty()).query());
        }
        if (!special.isEmpty()) {
            branches.add(new FileBranchSql(scan, special, Optional.empty()).query());
        }
        shaped.values().forEach(files -> branches.add(new FileBranchSql(scan, files, Optional.empty()).query()));
        if (branches.isEmpty()) {
            return nothing();
        }
        String rows = String.join(" UNION ALL ", branches);
        return scan.predicate()
                .map(predicate -> "SELECT * FROM (" + rows + ") WHERE " + predicate)
                .orElse(rows);
    }

    private String nothing() {
        return "SELECT "
                + scan.select(
                        i -> "NULL::" + KernelTypes.kernel(scan.columns().get(i).type()))
                + " WHERE false";
    }
}
