package io.skein.cli;

import io.trino.client.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a value. */
final class Cell {
    private Cell() {}

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
            case Row row ->
                row.getFields().stream()
                        .map(field -> field.getName().map(name -> name + "=").orElse("") + text(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Cell::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default ->
                value.toString().replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        };
    }

    /** Columns on a terminal; wide East Asian characters take two. */
    static int width(String text) {
        return text.codePoints().map(Cell::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return Character.isIdeographic(codePoint)
                        || (codePoint >= 0x1100 && codePoint <= 0x115F)
                        || (codePoint >= 0x3040 && codePoint <= 0x30FF)
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                        || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                        || codePoint >= 0x1F300
                ? 2
                : 1;
    }
}
