package io.skein.connector.postgresql;

import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.Comparison;
import io.skein.spi.type.Type;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A type of PostgreSQL's that is no array and no domain.
 *
 * @param kind of {@code pg_type.typtype}
 * @param core whether PostgreSQL itself brings it, not an extension or a user
 * @param modifier length, precision and scale as PostgreSQL encodes them; -1 for none
 */
record PostgresType(String name, char kind, boolean core, int modifier) {
    static final int MOST_PRECISION = 6;

    private static final char ENUM = 'e';
    private static final char RANGE = 'r';
    private static final char MULTIRANGE = 'm';
    /** Lengths are encoded with the length of a header. */
    private static final int HEADER = 4;

    private static final int MOST_CHAR = 65_536;
    private static final int SCALE_BITS = 0x7FF;
    private static final int SCALE_SIGN = 0x400;

    /** A type of ours and how far it compares the same. */
    record Mapping(Type type, Comparison comparison) {}

    /** Empty for types that have no counterpart. */
    Optional<Mapping> mapping(WideDecimals decimals) {
        if (kind == ENUM || kind == RANGE || kind == MULTIRANGE) {
            return mapped(Type.Varchar.UNBOUNDED, Comparison.NULLS);
        }
        if (!core) {
            return name.equals("citext") ? mapped(Type.Varchar.UNBOUNDED, Comparison.NULLS) : Optional.empty();
        }
        return switch (name) {
            case "bool" -> mapped(Type.Simple.BOOLEAN, Comparison.ORDER);
            case "int2" -> mapped(Type.Simple.SMALLINT, Comparison.ORDER);
            case "int4" -> mapped(Type.Simple.INTEGER, Comparison.ORDER);
            case "int8" -> mapped(Type.Simple.BIGINT, Comparison.ORDER);
            case "oid" -> mapped(Type.Simple.BIGINT, Comparison.NULLS);
            case "float4" -> mapped(Type.Simple.REAL, Comparison.ORDER);
            case "float8" -> mapped(Type.Simple.DOUBLE, Comparison.ORDER);
            case "numeric" -> numeric(decimals);
            case "bpchar" -> character();
            case "varchar" -> mapped(varchar(), Comparison.COLLATED);
            case "text", "name" -> mapped(Type.Varchar.UNBOUNDED, Comparison.COLLATED);
            case "bytea" -> mapped(Type.Simple.VARBINARY, Comparison.ORDER);
            case "date" -> mapped(Type.Simple.DATE, Comparison.ORDER);
            // 24:00 is another time than the last of the day there.
            case "time" -> mapped(new Type.Time(precision()), Comparison.NULLS);
            case "timestamp" -> mapped(new Type.Timestamp(precision()), Comparison.ORDER);
            case "timestamptz" -> mapped(new Type.TimestampWithTimeZone(precision()), Comparison.ORDER);
            case "uuid" -> mapped(Type.Simple.UUID, Comparison.EQUALITY);
            case "json", "jsonb" -> mapped(Type.Simple.JSON, Comparison.NULLS);
            case "money", "inet", "cidr", "macaddr", "macaddr8", "interval", "char" ->
                mapped(Type.Varchar.UNBOUNDED, Comparison.NULLS);
            default -> Optional.empty();
        };
    }

    private static Optional<Mapping> mapped(Type type, Comparison comparison) {
        return Optional.of(new Mapping(type, comparison));
    }

    private Optional<Mapping> numeric(WideDecimals decimals) {
        if (modifier < 0) {
            return decimals.type(Type.Decimal.MAX_PRECISION).map(type -> new Mapping(type, Comparison.NULLS));
        }
        int declared = (modifier - HEADER) >> 16 & 0xFFFF;
        int encoded = (modifier - HEADER) & SCALE_BITS;
        int scale = (encoded ^ SCALE_SIGN) - SCALE_SIGN;
        // A scale below zero is digits before the point that are zero; one above the precision, digits behind it.
        int precision = Math.max(declared - Math.min(scale, 0), scale);
        if (precision > Type.Decimal.MAX_PRECISION) {
            return decimals.type(Math.max(scale, 0)).map(type -> new Mapping(type, Comparison.NULLS));
        }
        return mapped(new Type.Decimal(precision, Math.max(scale, 0)), Comparison.ORDER);
    }

    /** Without a length it is a text whose trailing spaces do not count, which we have no type for. */
    private Optional<Mapping> character() {
        int length = modifier - HEADER;
        if (modifier < 0 || length > MOST_CHAR) {
            return mapped(modifier < 0 ? Type.Varchar.UNBOUNDED : Type.Varchar.of(length), Comparison.NULLS);
        }
        return mapped(new Type.Char(length), Comparison.EQUALITY);
    }

    private Type varchar() {
        return new Type.Varchar(modifier < 0 ? OptionalInt.empty() : OptionalInt.of(modifier - HEADER));
    }

    private int precision() {
        return modifier < 0 ? MOST_PRECISION : modifier;
    }
}
