package io.skein.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** DuckDB in this process, over the Parquet files of the same Iceberg tables. */
final class DuckDb {
    private DuckDb() {}

    /** Makes a view for each table over {@code directory/TABLE/data}; the tables must have been written once and never rewritten. */
    static JdbcContender over(Path directory, List<String> tables) throws SQLException {
        JdbcContender duckdb = new JdbcContender("DuckDB", DriverManager.getConnection("jdbc:duckdb:"));
        try (Statement statement = duckdb.connection().createStatement()) {
            for (String table : tables) {
                Path data = directory.resolve(table).resolve("data");
                if (!Files.isDirectory(data)) {
                    throw new IllegalArgumentException("No data files of " + table + " under " + data);
                }
                statement.execute("CREATE VIEW " + table + " AS FROM read_parquet('" + data + "/**/*.parquet')");
            }
        }
        return duckdb;
    }
}
