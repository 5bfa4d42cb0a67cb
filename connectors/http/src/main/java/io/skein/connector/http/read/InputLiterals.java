package io.skein.connector.http.read;

import io.skein.connector.http.table.ColumnDefinition;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Values of input columns as the kernel's SQL has them. */
public final class InputLiterals {
    private InputLiterals() {}

    /** @param text the value as the server takes it */
    public static String of(ColumnDefinition column, String text) {
        @Nullable Object value = JsonValues.ofText(column.type(), column.form(), text);
        String plain = value instanceof LocalDateTime time
                ? time.toLocalDate() + " " + time.toLocalTime()
                : String.valueOf(value);
        return "'" + plain.replace("'", "''") + "'";
    }
}
