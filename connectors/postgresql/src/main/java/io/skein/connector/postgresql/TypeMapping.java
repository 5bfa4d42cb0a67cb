package io.skein.connector.postgresql;

import io.skein.connector.sql.UnsupportedTypes;
import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.Optional;

/** Types there and here, as the catalog's settings have them. */
record TypeMapping(WideDecimals decimals, UnsupportedTypes unsupported, ArrayMapping arrays) {
    private static final int MOST_LENGTH = 10_485_760;

    /** What becomes of arrays; Trino's {@code postgresql.array-mapping}. */
    enum ArrayMapping {
        /** They are of an unsupported type. */
        DISABLED,
        /** Arrays of as many dimensions as the column was declared with. */
        AS_ARRAY
    }

    /** The column to read; empty where its type has no counterpart. */
    Optional<RemoteColumn> column(PostgresColumn column, String name, String expression) {
        Optional<PostgresType.Mapping> known = column.array()
                ? arrays == ArrayMapping.DISABLED
                        ? Optional.empty()
                        : column.type().mapping(decimals).map(element -> array(element, column.dimensions()))
                : column.type().mapping(decimals);
        Optional<PostgresType.Mapping> mapping = known.isEmpty() && unsupported == UnsupportedTypes.CONVERT_TO_VARCHAR
                ? Optional.of(new PostgresType.Mapping(Type.Varchar.UNBOUNDED, Comparison.NULLS))
                : known;
        return mapping.map(found ->
                new RemoteColumn(name, expression, column.declared(), found.type(), comparison(column, found)));
    }

    private static Comparison comparison(PostgresColumn column, PostgresType.Mapping found) {
        if (textual(found.type()) && !column.deterministic()) {
            return Comparison.NULLS;
        }
        return found.comparison() == Comparison.COLLATED && !column.unicode()
                ? Comparison.EQUALITY
                : found.comparison();
    }

    private static PostgresType.Mapping array(PostgresType.Mapping element, int dimensions) {
        Type type = element.type();
        for (int i = 0; i < Math.max(1, dimensions); i++) {
            type = new Type.Array(type);
        }
        return new PostgresType.Mapping(type, Comparison.NULLS);
    }

    private static boolean textual(Type type) {
        return type instanceof Type.Varchar || type instanceof Type.Char;
    }

    /** The type that a column for values of this type gets. */
    Type stored(Type type) {
        return switch (type) {
            case Type.Simple.TINYINT -> Type.Simple.SMALLINT;
            case Type.Time(int precision) -> new Type.Time(Math.min(precision, PostgresType.MOST_PRECISION));
            case Type.Timestamp(int precision) -> new Type.Timestamp(Math.min(precision, PostgresType.MOST_PRECISION));
            case Type.TimestampWithTimeZone(int precision) ->
                new Type.TimestampWithTimeZone(Math.min(precision, PostgresType.MOST_PRECISION));
            case Type.Varchar varchar when varchar.length().orElse(0) > MOST_LENGTH -> Type.Varchar.UNBOUNDED;
            case Type.Array(Type element) when arrays == ArrayMapping.AS_ARRAY -> new Type.Array(stored(element));
            case Type.Array _ -> throw unsupported(type);
            default -> {
                declaration(type);
                yield type;
            }
        };
    }

    /** The type in a column's declaration. */
    String declaration(Type type) {
        return switch (type) {
            case Type.Simple simple -> declaration(simple);
            case Type.Decimal(int precision, int scale) -> "numeric(" + precision + "," + scale + ")";
            case Type.Varchar varchar
            when varchar.length().isPresent() -> "varchar(" + varchar.length().getAsInt() + ")";
            case Type.Varchar _ -> "varchar";
            case Type.Char(int length) -> "char(" + length + ")";
            case Type.Time(int precision) -> "time(" + precision + ")";
            case Type.Timestamp(int precision) -> "timestamp(" + precision + ")";
            case Type.TimestampWithTimeZone(int precision) -> "timestamptz(" + precision + ")";
            case Type.Array(Type element) when arrays == ArrayMapping.AS_ARRAY -> declaration(element) + "[]";
            default -> throw unsupported(type);
        };
    }

    private static String declaration(Type.Simple type) {
        return switch (type) {
            case BOOLEAN -> "boolean";
            case TINYINT, SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case DOUBLE -> "double precision";
            case VARBINARY -> "bytea";
            case DATE -> "date";
            case JSON -> "jsonb";
            case UUID -> "uuid";
            default -> throw unsupported(type);
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Unsupported column type: " + type.displayName());
    }
}
