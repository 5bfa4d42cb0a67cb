package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.Optional;

/** A column as the user sees it. Hidden columns are readable by name and absent from {@code SELECT *} and DESCRIBE. */
public record ColumnMetadata(ColumnHandle handle, boolean nullable, boolean hidden, Optional<String> comment) {
    /** A nullable, visible column without comment. */
    public static ColumnMetadata of(String name, Type type) {
        return new ColumnMetadata(
                new ColumnHandle(name, type, java.util.OptionalInt.empty()), true, false, Optional.empty());
    }

    public String name() {
        return handle.name();
    }

    public Type type() {
        return handle.type();
    }
}
