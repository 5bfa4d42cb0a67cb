package io.skein.cli;

import io.trino.client.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as the table shows them. */
final class Cells {
    private Cells() {}

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> HexFormat.ofDelimiter(" ").formatHex(bytes);
            case List<?> list -> list.stream().map(Cells::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Row row ->
                row.getFields().stream()
                        .map(field -> field.getName().map(name -> name + "=").orElse("") + text(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** Terminal columns of the widest line, counting code points; good enough but for wide scripts. */
    static int width(String text) {
        return text.lines()
                .mapToInt(line -> line.codePointCount(0, line.length()))
                .max()
                .orElse(0);
    }
}
