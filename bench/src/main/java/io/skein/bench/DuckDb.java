package io.skein.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** DuckDB in this process, over the Parquet files of the same Iceberg tables. */
final class DuckDb {
    private DuckDb() {}

    /** Makes a view for each table over {@code directory/TABLE-*}; the tables must have been written once and never rewritten. */
    static JdbcContender over(Path directory, List<String> tables) throws SQLException, IOException {
        JdbcContender duckdb = new JdbcContender("DuckDB", DriverManager.getConnection("jdbc:duckdb:"));
        try (Statement statement = duckdb.connection().createStatement()) {
            for (String table : tables) {
                statement.execute("CREATE VIEW " + table + " AS FROM read_parquet('" + location(directory, table)
                        + "/data/**/*.parquet')");
            }
        }
        return duckdb;
    }

    private static Path location(Path directory, String table) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> found = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(table + "-"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException("Expected one directory of " + table + ", found " + found);
            }
            return found.getFirst();
        }
    }
}
