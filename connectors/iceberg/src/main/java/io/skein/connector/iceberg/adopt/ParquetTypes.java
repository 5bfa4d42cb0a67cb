package io.skein.connector.iceberg.adopt;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/** Which of a file's types can be read as a table's, without loss. */
final class ParquetTypes {
    private static final int INT_BITS = 32;
    private static final int UUID_BYTES = 16;

    private ParquetTypes() {}

    static boolean isReadable(SchemaElement column, Type type) {
        return switch (column.getType()) {
            case BOOLEAN -> type.typeId() == Type.TypeID.BOOLEAN;
            case FLOAT -> type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE;
            case DOUBLE -> type.typeId() == Type.TypeID.DOUBLE;
            case INT96 -> type.typeId() == Type.TypeID.TIMESTAMP || type.typeId() == Type.TypeID.TIMESTAMP_NANO;
            case INT32, INT64, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> isReadableAsAnnotated(column, type);
        };
    }

    private static boolean isReadableAsAnnotated(SchemaElement column, Type type) {
        boolean number = column.getType() == org.apache.parquet.format.Type.INT32
                || column.getType() == org.apache.parquet.format.Type.INT64;
        return switch (type.typeId()) {
            case INTEGER -> column.getType() == org.apache.parquet.format.Type.INT32 && isInteger(column);
            case LONG -> number && isInteger(column);
            case DATE -> isAnnotated(column, ConvertedType.DATE, LogicalType._Fields.DATE);
            case DECIMAL -> isDecimal(column, (Types.DecimalType) type);
            case TIME ->
                isAnnotated(column, ConvertedType.TIME_MILLIS, LogicalType._Fields.TIME)
                        || column.getConverted_type() == ConvertedType.TIME_MICROS;
            case TIMESTAMP -> isTimestamp(column, ((Types.TimestampType) type).shouldAdjustToUTC());
            case TIMESTAMP_NANO -> isTimestamp(column, ((Types.TimestampNanoType) type).shouldAdjustToUTC());
            case STRING ->
                isAnnotated(column, ConvertedType.UTF8, LogicalType._Fields.STRING)
                        || isAnnotated(column, ConvertedType.ENUM, LogicalType._Fields.ENUM);
            case BINARY -> !number && isPlain(column);
            case FIXED -> !number && isPlain(column) && column.getType_length() == ((Types.FixedType) type).length();
            case UUID -> annotation(column) == LogicalType._Fields.UUID && column.getType_length() == UUID_BYTES;
            default -> false;
        };
    }

    private static boolean isPlain(SchemaElement column) {
        return annotation(column) == null && column.getConverted_type() == null;
    }

    private static boolean isInteger(SchemaElement column) {
        if (annotation(column) == LogicalType._Fields.INTEGER) {
            return column.getLogicalType().getINTEGER().isIsSigned()
                    && (column.getType() == org.apache.parquet.format.Type.INT64
                            || column.getLogicalType().getINTEGER().getBitWidth() <= INT_BITS);
        }
        return annotation(column) == null
                && (column.getConverted_type() == null
                        || column.getConverted_type().name().startsWith("INT_"));
    }

    private static boolean isDecimal(SchemaElement column, Types.DecimalType type) {
        return isAnnotated(column, ConvertedType.DECIMAL, LogicalType._Fields.DECIMAL)
                && scale(column) == type.scale()
                && precision(column) <= type.precision();
    }

    /** The annotation that tells no more than the unit is an old one, of which writers did not agree what it means. */
    private static boolean isTimestamp(SchemaElement column, boolean adjusted) {
        return annotation(column) == LogicalType._Fields.TIMESTAMP
                ? column.getLogicalType().getTIMESTAMP().isIsAdjustedToUTC() == adjusted
                : column.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS
                        || column.getConverted_type() == ConvertedType.TIMESTAMP_MICROS;
    }

    private static int precision(SchemaElement column) {
        return column.isSetPrecision()
                ? column.getPrecision()
                : column.getLogicalType().getDECIMAL().getPrecision();
    }

    static int scale(SchemaElement column) {
        return column.isSetScale() || annotation(column) == null
                ? column.getScale()
                : column.getLogicalType().getDECIMAL().getScale();
    }

    /** Of older writers the converted type, of newer ones the logical type, and of most of them both. */
    private static boolean isAnnotated(SchemaElement column, ConvertedType converted, LogicalType._Fields logical) {
        return annotation(column) == null ? column.getConverted_type() == converted : annotation(column) == logical;
    }

    private static LogicalType.@Nullable _Fields annotation(SchemaElement column) {
        return column.isSetLogicalType() ? column.getLogicalType().getSetField() : null;
    }

    /** For messages. */
    static String text(SchemaElement column) {
        if (!column.isSetType()) {
            return "nested";
        }
        String physical = column.getType().name().toLowerCase(java.util.Locale.ENGLISH);
        if (column.isSetLogicalType()) {
            return physical + " " + column.getLogicalType().getFieldValue();
        }
        return column.isSetConverted_type() ? physical + " " + column.getConverted_type() : physical;
    }
}
