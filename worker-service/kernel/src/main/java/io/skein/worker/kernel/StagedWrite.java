package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.WriteHandle.PartitionTerm;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A write whose rows say where they go: the kernel holds them, on disk where they are many, and writes the files of one partition after another, and for
 * each file that loses rows a file of their positions.
 */
final class StagedWrite {
    private static final String ROWS = "temp.skein_rows";
    private static final String PARTITIONS = "temp.skein_partitions";
    private static final String DELETES = "temp.skein_deletes";
    private static final String FILES = "temp.skein_files";

    private final KernelStatement statement;
    private final FileWrite write;
    private final FileWriteSql sql;
    private final boolean changes;
    private final List<PartitionSql> partitioning;

    StagedWrite(KernelStatement statement, FileWrite write) {
        this.statement = statement;
        this.write = write;
        this.sql = new FileWriteSql(write);
        this.changes = write.target().rows().changes();
        this.partitioning = write.target().layout().partitioning().stream()
                .map(term -> new PartitionSql(
                        term,
                        term.transform() == PartitionTerm.Transform.VOID
                                ? Type.Simple.UNKNOWN
                                : column(term).type()))
                .toList();
    }

    Written run(String query) throws SQLException {
        statement.execute("CREATE TEMP TABLE " + ROWS + " AS " + rows(query));
        long rows = statement.answer("SELECT count(*) FROM " + ROWS, StagedWrite::number);
        List<WrittenFile> files = new ArrayList<>();
        if (!write.columns().isEmpty()) {
            files.addAll(partitioning.isEmpty() ? data("", List.of(), write.prefix()) : partitions());
        }
        List<byte[]> deleted = changes ? deletes(files) : List.of();
        statement.execute("DROP TABLE " + ROWS);
        return new Written(rows, files, deleted);
    }

    /** The query's rows in the forms that files hold, partition by partition. */
    private String rows(String query) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        if (changes) {
            inputs.addAll(List.of("change", "file", "position"));
            outputs.addAll(inputs);
        }
        for (int i = 0; i < write.columns().size(); i++) {
            inputs.add("c" + i);
            outputs.add(KernelTypes.toParquet(write.columns().get(i).type(), "q.c" + i) + " AS c" + i);
        }
        String rows = "SELECT " + String.join(", ", outputs) + " FROM (" + query + ") AS q(" + String.join(", ", inputs)
                + ")";
        return partitioning.isEmpty()
                ? rows
                : "SELECT *, "
                        + keys(key -> partitioning.get(key).value("c" + place(term(key))) + " AS k" + key)
                        + " FROM (" + rows + ") ORDER BY " + keys(key -> "k" + key);
    }

    private List<WrittenFile> partitions() throws SQLException {
        statement.execute("CREATE TEMP TABLE " + PARTITIONS + " AS SELECT DISTINCT "
                + keys(key -> partitioning.get(key).text("k" + key) + " AS k" + key) + " FROM " + ROWS + " WHERE "
                + inserted());
        List<List<Optional<String>>> partitions = statement.answer(
                "SELECT * FROM " + PARTITIONS + " ORDER BY ALL", result -> texts(result, partitioning.size()));
        statement.execute("DROP TABLE " + PARTITIONS);
        int maximum = write.target().layout().maximumPartitions();
        if (partitions.size() > maximum) {
            throw new SkeinException(
                    StandardErrorCode.ICEBERG_TOO_MANY_OPEN_PARTITIONS,
                    "Exceeded limit of " + maximum + " open writers for partitions");
        }
        List<WrittenFile> files = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            List<Optional<String>> partition = partitions.get(i);
            String condition = IntStream.range(0, partition.size())
                    .mapToObj(key -> " AND " + partitioning.get(key).condition("k" + key, partition.get(key)))
                    .collect(Collectors.joining());
            files.addAll(data(condition, partition, write.prefix() + i + "-"));
        }
        return files;
    }

    private List<WrittenFile> data(String condition, List<Optional<String>> partition, String prefix)
            throws SQLException {
        String outputs = IntStream.range(0, write.columns().size())
                .mapToObj(i -> "c" + i + " AS "
                        + SqlText.identifier(write.columns().get(i).name()))
                .collect(Collectors.joining(", "));
        String rows = "SELECT " + outputs + " FROM " + ROWS + " WHERE " + inserted() + condition
                + new SortSql(write).orderBy(place -> "c" + place);
        return statement.answer(
                sql.copy(rows, prefix),
                result -> WrittenFiles.read(result, write.columns(), new WrittenFile.Content.Data(partition)));
    }

    /** Rows that are no more become files; or what is returned, where the write has a sink for them. */
    private List<byte[]> deletes(List<WrittenFile> files) throws SQLException {
        statement.execute("CREATE TEMP TABLE " + DELETES + " AS SELECT DISTINCT file, position FROM " + ROWS
                + " WHERE change IN (" + RowChange.DELETE.code() + ", " + RowChange.UPDATE.code()
                + ") ORDER BY file, position");
        List<byte[]> deleted = List.of();
        if (write.deleted().isPresent()) {
            deleted = write.deleted()
                    .get()
                    .take(statement, "SELECT file, position FROM " + DELETES + " ORDER BY file, position");
        } else {
            files.addAll(deleteFiles());
        }
        statement.execute("DROP TABLE " + DELETES);
        return deleted;
    }

    private List<WrittenFile> deleteFiles() throws SQLException {
        statement.execute("CREATE TEMP TABLE " + FILES + " AS SELECT DISTINCT file FROM " + DELETES);
        List<List<Optional<String>>> affected =
                statement.answer("SELECT file FROM " + FILES + " ORDER BY file", result -> texts(result, 1));
        List<WrittenFile> files = new ArrayList<>();
        for (List<Optional<String>> row : affected) {
            String file = row.getFirst().orElseThrow();
            String positions = "SELECT file AS file_path, position AS pos FROM " + DELETES + " WHERE file = "
                    + SqlText.literal(file) + " ORDER BY position";
            files.addAll(statement.answer(
                    sql.copyDeletes(positions, write.prefix() + "deletes-" + files.size()),
                    result ->
                            WrittenFiles.read(result, PositionDeletes.COLUMNS, new WrittenFile.Content.Deletes(file))));
        }
        statement.execute("DROP TABLE " + FILES);
        return files;
    }

    private String inserted() {
        return changes ? "change IN (" + RowChange.INSERT.code() + ", " + RowChange.UPDATE.code() + ")" : "true";
    }

    private PartitionTerm term(int key) {
        return write.target().layout().partitioning().get(key);
    }

    private ColumnHandle column(PartitionTerm term) {
        return write.columns().get(place(term));
    }

    /** Which column the term is of; none for one that is NULL whatever the row. */
    private int place(PartitionTerm term) {
        return write.columns().stream().map(ColumnHandle::name).toList().indexOf(term.column());
    }

    private String keys(java.util.function.IntFunction<String> text) {
        return IntStream.range(0, partitioning.size()).mapToObj(text).collect(Collectors.joining(", "));
    }

    private static long number(ResultSet result) throws SQLException {
        result.next();
        return result.getLong(1);
    }

    private static List<List<Optional<String>>> texts(ResultSet result, int columns) throws SQLException {
        List<List<Optional<String>>> rows = new ArrayList<>();
        while (result.next()) {
            List<Optional<String>> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(Optional.ofNullable(result.getString(i)));
            }
            rows.add(row);
        }
        return rows;
    }
}
