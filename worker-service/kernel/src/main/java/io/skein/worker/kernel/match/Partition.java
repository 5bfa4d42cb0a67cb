package io.skein.worker.kernel.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What conditions read of a partition's rows, column by column; after the rows each column has its value for a row that is not there. */
final class Partition {
    private static final int BYTES_PER_VALUE = 40;
    private static final JsonFactory JSON = new JsonFactory();

    private final int rows;
    private final @Nullable Object[][] columns;

    private Partition(int rows, @Nullable Object[][] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Reads a JSON array with an array for each column. */
    static Partition read(int rows, String json, List<ValueKind> kinds, MatchLimits.Search limits) {
        limits.check((long) BYTES_PER_VALUE * rows * kinds.size() + json.length());
        @Nullable Object[][] columns = new Object[kinds.size()][rows + 1];
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (int column = 0; column < columns.length; column++) {
                parser.nextToken();
                for (int row = 0; row <= rows; row++) {
                    columns[column][row] = parser.nextToken() == JsonToken.VALUE_NULL
                            ? null
                            : kinds.get(column).parse(parser.getText());
                }
                parser.nextToken();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Partition(rows, columns);
    }

    int rows() {
        return rows;
    }

    /** The value at the row, or where the row is negative the value for none. */
    @Nullable
    Object value(int column, int row) {
        return columns[column][row < 0 ? rows : row];
    }

    long bytes() {
        return (long) BYTES_PER_VALUE * rows * columns.length;
    }
}
