package io.skein.coordinator.function;

import io.skein.spi.type.Type;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types as error messages about signatures write them: without blanks after commas, field names always quoted. */
final class SignatureText {
    private SignatureText() {}

    static String of(Type type) {
        return switch (type) {
            case Type.Array array -> "array(" + of(array.element()) + ")";
            case Type.MapOf map -> "map(" + of(map.key()) + "," + of(map.value()) + ")";
            case Type.QDigest digest -> "qdigest(" + of(digest.element()) + ")";
            case Type.Row row ->
                row.fields().stream().map(SignatureText::field).collect(Collectors.joining(",", "row(", ")"));
            case Type.Function function ->
                Stream.concat(function.arguments().stream(), Stream.of(function.result()))
                        .map(SignatureText::of)
                        .collect(Collectors.joining(",", "function(", ")"));
            default -> type.displayName();
        };
    }

    private static String field(Type.Field field) {
        String name = field.name()
                .map(text -> "\"" + text.replace("\"", "\"\"") + "\" ")
                .orElse("");
        return name + of(field.type());
    }
}
