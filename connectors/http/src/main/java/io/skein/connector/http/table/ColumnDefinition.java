package io.skein.connector.http.table;

import com.fasterxml.jackson.core.JsonPointer;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A column.
 *
 * @param source where its values come from
 */
public record ColumnDefinition(
        String name,
        Type type,
        Source source,
        DateTimeForm form,
        QueryParameters parameters,
        boolean hidden,
        Optional<String> comment) {
    /** Where values come from. */
    public sealed interface Source {}

    /** A place in the row's document. */
    public record InDocument(JsonPointer pointer) implements Source {}

    /** A field by the name in the header. */
    public record NamedField(String field) implements Source {}

    /** A field by its place, from 0. */
    public record NumberedField(int field) implements Source {}

    /** A column of the file with the same name. */
    public record InFile() implements Source {}

    /**
     * The request itself: the value is what the statement asks for.
     *
     * @param absent asked for when the statement does not
     */
    public record Input(Optional<String> absent) implements Source {}

    public ColumnMetadata metadata() {
        return new ColumnMetadata(new ColumnHandle(name, type, OptionalInt.empty()), true, hidden, comment);
    }
}
