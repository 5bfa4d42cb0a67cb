package io.skein.connector.http.read;

import io.skein.connector.http.table.ColumnDefinition;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one response, one after the other. Failures of the document are {@link MalformedDocument}s. */
interface RowReader {
    /** Goes to the next row; false at the end. */
    boolean next() throws IOException;

    /** The row's value, in the Java form of the column's type. Fails with an {@link IllegalArgumentException} where there is none. */
    @Nullable
    Object value(ColumnDefinition column);

    /** Where the row is, for messages. */
    String place();

    /** What the document says of the next page, once all rows are read. */
    default Optional<String> captured() {
        return Optional.empty();
    }
}
