package io.skein.connector.http.table;

import java.util.Optional;

/** The {@code paging} object of a definition. */
final class PagingReader {
    private PagingReader() {}

    private enum Kind {
        LINK_HEADER,
        NEXT_LINK,
        CURSOR,
        PAGE,
        OFFSET
    }

    static Paging read(JsonFields fields) {
        Kind kind = fields.text("type")
                .flatMap(PagingReader::kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "its paging has no 'type' of link-header, next-link, cursor, page, offset"));
        Paging paging = switch (kind) {
            case LINK_HEADER -> new Paging.LinkHeader();
            case NEXT_LINK -> new Paging.NextLink(fields.pointer("pointer", "/next"));
            case CURSOR -> new Paging.Cursor(fields.pointer("pointer", "/cursor"), fields.required("parameter"));
            case PAGE ->
                new Paging.PageNumber(fields.required("parameter"), fields.number("first", 1, 0), size(fields));
            case OFFSET ->
                new Paging.Offset(
                        fields.required("parameter"),
                        size(fields)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "its paging by offset needs 'sizeParameter' and 'size'")));
        };
        fields.end();
        return paging;
    }

    private static Optional<Kind> kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().replace('_', '-').equalsIgnoreCase(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<Paging.PageSize> size(JsonFields fields) {
        Optional<String> parameter = fields.text("sizeParameter");
        long size = fields.number("size", 0, 1);
        if (parameter.isPresent() != size > 0) {
            throw new IllegalArgumentException("its paging needs 'sizeParameter' and 'size' together");
        }
        return parameter.map(name -> new Paging.PageSize(name, size));
    }
}
