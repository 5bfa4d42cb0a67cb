package io.skein.rpc.catalog;

import com.google.protobuf.ByteString;
import io.skein.proto.v1.Value;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Single values in the Java forms of {@link io.skein.spi.connector.Domain}; the type is needed to read one back. */
public final class ValueCodec {
    private ValueCodec() {}

    public static Value encode(Object value) {
        Value.Builder builder = Value.newBuilder();
        return switch (value) {
            case Boolean truth -> builder.setBooleanValue(truth).build();
            case Long number -> builder.setLongValue(number).build();
            case Double number -> builder.setDoubleValue(number).build();
            case Float number -> builder.setDoubleValue(number).build();
            case byte[] bytes ->
                builder.setBinaryValue(ByteString.copyFrom(bytes)).build();
            case BigDecimal number ->
                builder.setTextValue(number.toPlainString()).build();
            case String text -> builder.setTextValue(text).build();
            case LocalDate date -> builder.setTextValue(date.toString()).build();
            case LocalTime time -> builder.setTextValue(time.toString()).build();
            case LocalDateTime timestamp ->
                builder.setTextValue(timestamp.toString()).build();
            case ZonedDateTime instant ->
                builder.setTextValue(instant.toString()).build();
            default ->
                throw new SkeinException(
                        StandardErrorCode.SERIALIZATION_ERROR,
                        "No wire form for a value of " + value.getClass().getSimpleName());
        };
    }

    public static Object decode(Value value, Type type) {
        return switch (value.getValueCase()) {
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case LONG_VALUE -> value.getLongValue();
            case BINARY_VALUE -> value.getBinaryValue().toByteArray();
            case DOUBLE_VALUE -> {
                if (type == Type.Simple.REAL) {
                    yield (float) value.getDoubleValue();
                }
                yield value.getDoubleValue();
            }
            case TEXT_VALUE -> decode(value.getTextValue(), type);
            case VALUE_NOT_SET ->
                throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A value of " + type + " is missing");
        };
    }

    private static Object decode(String text, Type type) {
        if (type == Type.Simple.DATE) {
            return LocalDate.parse(text);
        }
        return switch (type) {
            case Type.Decimal decimal -> new BigDecimal(text);
            case Type.Time time -> LocalTime.parse(text);
            case Type.Timestamp timestamp -> LocalDateTime.parse(text);
            case Type.TimestampWithTimeZone instant -> ZonedDateTime.parse(text);
            default -> text;
        };
    }
}
