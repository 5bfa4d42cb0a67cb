package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.io.IOException;
import java.util.stream.Collectors;

/** A column's type as Trino's clients want it: a text and a signature tree. */
public final class ClientType {
    private ClientType() {}

    /** {@code decimal(12, 2)}, {@code row(a bigint, b varchar)}, {@code INTERVAL DAY TO SECOND}. */
    public static String text(Type type, DateTimeForm form) {
        return switch (type) {
            case Simple.INTERVAL_DAY_SECOND -> "INTERVAL DAY TO SECOND";
            case Simple.INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
            case Type.Decimal decimal -> "decimal(" + decimal.precision() + ", " + decimal.scale() + ")";
            case Type.Time time -> "time" + precision(time.precision(), form);
            case Type.TimeWithTimeZone time -> "time" + precision(time.precision(), form) + " with time zone";
            case Type.Timestamp timestamp -> "timestamp" + precision(timestamp.precision(), form);
            case Type.TimestampWithTimeZone timestamp ->
                "timestamp" + precision(timestamp.precision(), form) + " with time zone";
            case Type.Array array -> "array(" + text(array.element(), form) + ")";
            case Type.MapOf map -> "map(" + text(map.key(), form) + ", " + text(map.value(), form) + ")";
            case Type.Row row ->
                row.fields().stream()
                        .map(field ->
                                field.name().map(name -> identifier(name) + " ").orElse("") + text(field.type(), form))
                        .collect(Collectors.joining(", ", "row(", ")"));
            default -> type.displayName();
        };
    }

    /** The tree that {@code typeSignature} holds. */
    public static void writeSignature(JsonGenerator out, Type type, DateTimeForm form) throws IOException {
        out.writeStartObject();
        out.writeStringField("rawType", rawType(type));
        out.writeArrayFieldStart("arguments");
        switch (type) {
            case Type.Decimal decimal -> {
                number(out, decimal.precision());
                number(out, decimal.scale());
            }
            case Type.Varchar varchar -> number(out, varchar.length().orElse(Integer.MAX_VALUE));
            case Type.Char character -> number(out, character.length());
            case Type.Time time -> precision(out, time.precision(), form);
            case Type.TimeWithTimeZone time -> precision(out, time.precision(), form);
            case Type.Timestamp timestamp -> precision(out, timestamp.precision(), form);
            case Type.TimestampWithTimeZone timestamp -> precision(out, timestamp.precision(), form);
            case Type.Array array -> nested(out, array.element(), form);
            case Type.QDigest digest -> nested(out, digest.element(), form);
            case Type.MapOf map -> {
                nested(out, map.key(), form);
                nested(out, map.value(), form);
            }
            case Type.Row row -> {
                for (Type.Field field : row.fields()) {
                    named(out, field, form);
                }
            }
            default -> {}
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** The type's name without its parameters. */
    private static String rawType(Type type) {
        return switch (type) {
            case Simple simple -> simple.displayName();
            case Type.Decimal _ -> "decimal";
            case Type.Varchar _ -> "varchar";
            case Type.Char _ -> "char";
            case Type.Time _ -> "time";
            case Type.TimeWithTimeZone _ -> "time with time zone";
            case Type.Timestamp _ -> "timestamp";
            case Type.TimestampWithTimeZone _ -> "timestamp with time zone";
            case Type.Array _ -> "array";
            case Type.MapOf _ -> "map";
            case Type.Row _ -> "row";
            case Type.QDigest _ -> "qdigest";
            case Type.Function _ -> "function";
        };
    }

    private static String precision(int precision, DateTimeForm form) {
        return form == DateTimeForm.PARAMETRIC ? "(" + precision + ")" : "";
    }

    private static void precision(JsonGenerator out, int precision, DateTimeForm form) throws IOException {
        if (form == DateTimeForm.PARAMETRIC) {
            number(out, precision);
        }
    }

    private static void number(JsonGenerator out, int value) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", "LONG");
        out.writeNumberField("value", value);
        out.writeEndObject();
    }

    private static void nested(JsonGenerator out, Type type, DateTimeForm form) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", "TYPE");
        out.writeFieldName("value");
        writeSignature(out, type, form);
        out.writeEndObject();
    }

    private static void named(JsonGenerator out, Type.Field field, DateTimeForm form) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", "NAMED_TYPE");
        out.writeObjectFieldStart("value");
        if (field.name().isPresent()) {
            out.writeObjectFieldStart("fieldName");
            out.writeStringField("name", field.name().get());
            out.writeEndObject();
        }
        out.writeFieldName("typeSignature");
        writeSignature(out, field.type(), form);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static String identifier(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
