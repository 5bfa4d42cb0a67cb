package io.skein.connector.http.table;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/** How the next page of a table's rows is asked for. */
public sealed interface Paging {
    /** What of a page's document, besides its rows, says where the next page is. */
    default Optional<JsonPointer> captured() {
        return Optional.empty();
    }

    /** There is one page. */
    record None() implements Paging {}

    /** The response's {@code Link} header with {@code rel="next"}. */
    record LinkHeader() implements Paging {}

    /** A URL in the document, relative or not; none at the end. */
    record NextLink(JsonPointer pointer) implements Paging {
        @Override
        public Optional<JsonPointer> captured() {
            return Optional.of(pointer);
        }
    }

    /** A value in the document that is sent with the next request; none at the end. */
    record Cursor(JsonPointer pointer, String parameter) implements Paging {
        @Override
        public Optional<JsonPointer> captured() {
            return Optional.of(pointer);
        }
    }

    /** Numbered pages. Without a size the first page without rows is the end, with one the first that is not full. */
    record PageNumber(String parameter, long first, Optional<PageSize> size) implements Paging {}

    /** How many rows came before. The first page that is not full is the end. */
    record Offset(String parameter, PageSize size) implements Paging {}

    /** How many rows a page has at most, and the parameter that says so. */
    record PageSize(String parameter, long rows) {}
}
