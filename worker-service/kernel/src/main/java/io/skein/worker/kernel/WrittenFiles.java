package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.WrittenFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows that COPY answers with RETURN_STATS. */
final class WrittenFiles {
    private WrittenFiles() {}

    static List<WrittenFile> read(ResultSet rows, List<ColumnHandle> columns, WrittenFile.Content content)
            throws SQLException {
        List<WrittenFile> files = new ArrayList<>();
        while (rows.next()) {
            files.add(file(rows, columns, content));
        }
        return files;
    }

    private static WrittenFile file(ResultSet row, List<ColumnHandle> columns, WrittenFile.Content content)
            throws SQLException {
        Map<?, ?> statistics = (Map<?, ?>) row.getObject("column_statistics");
        Map<String, WrittenFile.Column> result = new HashMap<>();
        for (ColumnHandle column : columns) {
            if (statistics.get(SqlText.identifier(column.name())) instanceof Map<?, ?> values) {
                result.put(column.name(), column(values));
            }
        }
        return new WrittenFile(
                row.getString("filename"), row.getLong("count"), row.getLong("file_size_bytes"), result, content);
    }

    private static WrittenFile.Column column(Map<?, ?> values) {
        // The bounds leave NaN out.
        boolean bounded = !"true".equals(values.get("has_nan"));
        return new WrittenFile.Column(
                number(values.get("num_values")),
                number(values.get("null_count")),
                number(values.get("column_size_bytes")),
                bounded ? text(values.get("min")) : Optional.empty(),
                bounded ? text(values.get("max")) : Optional.empty());
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : Long.parseLong(value.toString());
    }
}
