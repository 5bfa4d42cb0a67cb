package io.skein.worker.kernel;

import io.skein.spi.connector.Split.FileSplit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The rows that deletion vectors take away from a scan's files: a table of the statement's own, which the scan is joined with. */
record DeletedRows(FileScan scan) {
    /** Whether any of the files has one. */
    static boolean of(List<FileSplit> files) {
        return files.stream().anyMatch(file -> file.deletes().vector().isPresent());
    }

    /** Fills the table, which must not be there. */
    void load(KernelStatement statement, DuckDBConnection connection) throws Exception {
        statement.execute("CREATE TEMP TABLE " + table() + " (place INTEGER, position BIGINT)");
        try (DuckDBAppender rows = connection.createAppender("temp", "main", name())) {
            for (int i = 0; i < scan.files().size(); i++) {
                int place = i;
                var vector = scan.files().get(i).deletes().vector();
                if (vector.isPresent()) {
                    DeletionVector.read(vector.get())
                            .forEach(position -> rows.beginRow()
                                    .append(place)
                                    .append(position)
                                    .endRow());
                }
            }
        }
    }

    void drop(KernelStatement statement) throws SQLException {
        statement.execute("DROP TABLE " + table());
    }

    /** To stand after a relation {@code r} of some of the scan's files. */
    String antiJoin(List<FileSplit> files) {
        Map<String, Integer> known = new HashMap<>();
        for (int place = 0; place < scan.files().size(); place++) {
            known.put(scan.files().get(place).path(), place);
        }
        List<String> places = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            if (files.get(file).deletes().vector().isPresent()) {
                places.add("(" + known.get(files.get(file).path()) + ", " + file + ")");
            }
        }
        return places.stream()
                .collect(Collectors.joining(
                        ", ",
                        " ANTI JOIN (SELECT p.file, t.position FROM " + table() + " AS t JOIN (VALUES ",
                        ") AS p(place, file) ON p.place = t.place) AS v"
                                + " ON v.file = r.file_index AND v.position = r.file_row_number"));
    }

    private String table() {
        return "temp." + SqlText.identifier(name());
    }

    private String name() {
        return scan.name() + "_deleted";
    }
}
