package io.skein.connector.mariadb;

import io.skein.connector.sql.UnsupportedTypes;
import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.Optional;

/** Types there and here, as the catalog's settings have them. */
record TypeMapping(WideDecimals decimals, UnsupportedTypes unsupported) {
    /** Longer ones become texts, whose length does not count for the length of a row, which is limited. */
    private static final int MOST_VARCHAR = 1_000;

    private static final int MOST_CHAR = 255;
    /** Texts end at so many bytes; a character has at most four. */
    private static final int TEXT = 65_535;

    private static final int MEDIUM_TEXT = 16_777_215;
    private static final int CHARACTER_BYTES = 4;
    /** Compares like we do, and holds every character. */
    private static final String CHARSET = " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    /** The column to read; empty where its type has no counterpart. */
    Optional<RemoteColumn> column(MariaDbType type, String name, String expression) {
        Optional<MariaDbType.Mapping> known = type.mapping(decimals);
        Optional<MariaDbType.Mapping> mapping = known.isEmpty() && unsupported == UnsupportedTypes.CONVERT_TO_VARCHAR
                ? Optional.of(new MariaDbType.Mapping(Type.Varchar.UNBOUNDED, Comparison.NULLS))
                : known;
        return mapping.map(found -> new RemoteColumn(name, expression, type.name(), found.type(), found.comparison()));
    }

    /** The type that a column for values of this type gets. */
    Type stored(Type type) {
        return switch (type) {
            case Type.Simple.BOOLEAN -> Type.Simple.TINYINT;
            case Type.Time(int precision) -> new Type.Time(Math.min(precision, MariaDbType.MOST_PRECISION));
            case Type.Timestamp(int precision) -> new Type.Timestamp(Math.min(precision, MariaDbType.MOST_PRECISION));
            case Type.TimestampWithTimeZone(int precision) ->
                new Type.TimestampWithTimeZone(Math.min(precision, MariaDbType.MOST_PRECISION));
            case Type.Char(int length) when length > MOST_CHAR -> stored(Type.Varchar.of(length));
            case Type.Varchar varchar -> stored(varchar.length().orElse(Integer.MAX_VALUE));
            default -> {
                declaration(type);
                yield type;
            }
        };
    }

    private static Type stored(int length) {
        if (length <= MOST_VARCHAR) {
            return Type.Varchar.of(length);
        }
        if (length <= TEXT / CHARACTER_BYTES) {
            return Type.Varchar.of(TEXT);
        }
        return length <= MEDIUM_TEXT / CHARACTER_BYTES ? Type.Varchar.of(MEDIUM_TEXT) : Type.Varchar.UNBOUNDED;
    }

    /** The type in a column's declaration; for those that {@link #stored} gives. */
    String declaration(Type type) {
        return switch (type) {
            case Type.Simple simple -> declaration(simple);
            case Type.Decimal(int precision, int scale) -> "decimal(" + precision + "," + scale + ")";
            case Type.Varchar varchar -> text(varchar.length().orElse(Integer.MAX_VALUE)) + CHARSET;
            case Type.Char(int length) when length <= MOST_CHAR -> "char(" + length + ")" + CHARSET;
            case Type.Char(int length) -> text(length) + CHARSET;
            case Type.Time(int precision) -> "time(" + precision + ")";
            case Type.Timestamp(int precision) -> "datetime(" + precision + ")";
            case Type.TimestampWithTimeZone(int precision) -> "timestamp(" + precision + ")";
            default -> throw unsupported(type);
        };
    }

    private static String text(int length) {
        if (length <= MOST_VARCHAR) {
            return "varchar(" + length + ")";
        }
        if (length <= TEXT) {
            return "text";
        }
        return length <= MEDIUM_TEXT ? "mediumtext" : "longtext";
    }

    private static String declaration(Type.Simple type) {
        return switch (type) {
            case BOOLEAN, TINYINT -> "tinyint";
            case SMALLINT -> "smallint";
            case INTEGER -> "int";
            case BIGINT -> "bigint";
            case REAL -> "float";
            case DOUBLE -> "double";
            case VARBINARY -> "longblob";
            case DATE -> "date";
            case JSON -> "json";
            case UUID -> "uuid";
            default -> throw unsupported(type);
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Unsupported column type: " + type.displayName());
    }
}
