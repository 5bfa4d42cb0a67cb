package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.FileSplit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the file that a failed statement could not read: of some broken pages the kernel does not say in which file they are. */
final class BrokenFiles {
    private BrokenFiles() {}

    /** A file that cannot be read by itself, and the kernel's error. */
    record Broken(String path, SQLException error) {}

    /** The first of the files that cannot be read by itself; empty when all can. The connection must be free for it. */
    static Optional<Broken> first(Connection connection, List<FileScan> scans) {
        for (FileScan scan : scans) {
            for (FileSplit file : scan.files()) {
                Optional<Broken> broken = unreadable(connection, scan, file);
                if (broken.isPresent()) {
                    return broken;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Broken> unreadable(Connection connection, FileScan scan, FileSplit file) {
        List<ColumnHandle> columns = scan.columns();
        List<String> symbols =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toList();
        FileSplit alone = new FileSplit(
                file.path(),
                file.bytes(),
                file.rows(),
                Map.of(),
                Map.of(),
                file.fieldIds(),
                Deletes.NONE,
                file.matching());
        FileScan probe = new FileScan(
                "probe", columns, symbols, List.of(alone), Map.of(), scan.ranges(), Optional.empty(), scan.shapes());
        String values =
                symbols.stream().map(symbol -> ", max(hash(" + symbol + "))").collect(Collectors.joining());
        try (Statement statement = connection.createStatement()) {
            statement.execute(FileScanSql.before("SELECT count(*)" + values + " FROM probe", List.of(probe)));
            return Optional.empty();
        } catch (SQLException error) {
            return Optional.of(new Broken(file.path(), error));
        }
    }
}
