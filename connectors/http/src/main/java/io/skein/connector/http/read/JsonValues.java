package io.skein.connector.http.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.skein.connector.http.table.DateTimeForm;
import io.skein.connector.sql.value.CanonicalJson;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON values in the Java form of a type, as {@link io.skein.connector.sql.value.VectorWriter} takes them. Failures are {@link IllegalArgumentException}s. */
final class JsonValues {
    /** With more digits before or behind the point a number is of no type, and costs more than it should. */
    private static final int MOST_EXPONENT = 400;

    private JsonValues() {}

    static @Nullable Object of(Type type, DateTimeForm form, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return value(type, form, node);
        } catch (DateTimeException | ArithmeticException e) {
            throw unfit(type, node, e);
        } catch (IllegalArgumentException e) {
            throw e instanceof Unfit ? e : unfit(type, node, e);
        }
    }

    /** A text of a format that has nothing else. */
    static @Nullable Object ofText(Type type, DateTimeForm form, String text) {
        boolean nested = type instanceof Type.Array || type instanceof Type.MapOf || type instanceof Type.Row;
        if (!nested && type != Type.Simple.JSON) {
            return of(type, form, TextNode.valueOf(text));
        }
        try {
            return of(type, form, Documents.JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw unfit(type, TextNode.valueOf(text), e);
        }
    }

    private static @Nullable Object value(Type type, DateTimeForm form, JsonNode node) {
        return switch (type) {
            case Type.Simple simple -> simple(simple, form, node);
            case Type.Decimal _ -> number(node);
            case Type.Varchar(var length) -> within(length.orElse(Integer.MAX_VALUE), text(node), type, node);
            case Type.Char(int length) -> within(length, text(node).stripTrailing(), type, node);
            case Type.Time time -> DateTimeValues.time(form, node, time.precision());
            case Type.Timestamp timestamp -> DateTimeValues.timestamp(form, node, timestamp.precision());
            case Type.TimestampWithTimeZone timestamp -> DateTimeValues.instant(form, node, timestamp.precision());
            case Type.Array(Type element) -> elements(element, form, node);
            case Type.MapOf(Type _, Type value) -> entries(value, form, node);
            case Type.Row(List<Type.Field> fields) -> fields(fields, form, node);
            default -> throw new IllegalStateException("Not read from documents: " + type);
        };
    }

    private static @Nullable Object simple(Type.Simple type, DateTimeForm form, JsonNode node) {
        return switch (type) {
            case BOOLEAN -> bool(node);
            case TINYINT -> whole(node).byteValueExact();
            case SMALLINT -> whole(node).shortValueExact();
            case INTEGER -> whole(node).intValueExact();
            case BIGINT -> whole(node).longValueExact();
            case REAL -> (float) floating(node);
            case DOUBLE -> floating(node);
            case VARBINARY -> Base64.getDecoder().decode(scalar(node));
            case DATE -> DateTimeValues.date(form, node);
            case JSON -> CanonicalJson.of(node.toString());
            case UUID -> UUID.fromString(scalar(node)).toString();
            default -> throw new IllegalStateException("Not read from documents: " + type);
        };
    }

    private static boolean bool(JsonNode node) {
        return switch (scalar(node)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /** A number, or a text that is one. */
    static BigDecimal number(JsonNode node) {
        BigDecimal number = node.isNumber()
                ? node.decimalValue()
                : new BigDecimal(scalar(node).trim());
        long exponent = (long) number.precision() - number.scale();
        if (exponent > MOST_EXPONENT || number.scale() > MOST_EXPONENT) {
            throw new IllegalArgumentException("a number of too many digits");
        }
        return number;
    }

    private static BigInteger whole(JsonNode node) {
        return number(node).toBigIntegerExact();
    }

    private static double floating(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.parseDouble(scalar(node));
    }

    static String scalar(JsonNode node) {
        if (!node.isValueNode()) {
            throw new IllegalArgumentException("an object or array");
        }
        return node.asText();
    }

    /** Objects and arrays as JSON. */
    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static String within(int length, String text, Type type, JsonNode node) {
        if (text.codePointCount(0, text.length()) > length) {
            throw unfit(type, node, null);
        }
        return text;
    }

    private static List<@Nullable Object> elements(Type element, DateTimeForm form, JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException("no array");
        }
        List<@Nullable Object> elements = new ArrayList<>(node.size());
        node.forEach(each -> elements.add(of(element, form, each)));
        return elements;
    }

    private static Map<String, @Nullable Object> entries(Type value, DateTimeForm form, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("no object");
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), of(value, form, entry.getValue())));
        return entries;
    }

    private static List<@Nullable Object> fields(List<Type.Field> fields, DateTimeForm form, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("no object");
        }
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (Type.Field field : fields) {
            values.add(of(field.type(), form, node.path(field.name().orElseThrow())));
        }
        return values;
    }

    private static Unfit unfit(Type type, JsonNode node, @Nullable Exception cause) {
        return new Unfit("has a value that " + type.displayName() + " cannot hold: " + shown(node), cause);
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        int most = 100;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    /** The one that says it all. */
    private static final class Unfit extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unfit(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }
}
