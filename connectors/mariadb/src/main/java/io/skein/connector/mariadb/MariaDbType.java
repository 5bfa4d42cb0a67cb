package io.skein.connector.mariadb;

import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.Comparison;
import io.skein.spi.type.Type;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.Set;

/**
 * A column's type as {@code information_schema} describes it.
 *
 * @param name without length and the like
 * @param declared with them
 * @param length of texts in characters, of the longer kinds in bytes; 0 for other types
 * @param precision of numbers in decimal digits, of bit in bits, of times in digits of a second; 0 for other types
 * @param charset of texts; empty for other types
 * @param json whether only JSON goes into it
 */
record MariaDbType(String name, String declared, long length, int precision, int scale, String charset, boolean json) {
    static final int MOST_PRECISION = 6;

    private static final Type UNSIGNED_BIGINT = new Type.Decimal(20, 0);
    private static final int MOST_CHAR = 65_536;
    /** Those whose bytes are the ones that we have for the same text. */
    private static final Set<String> UTF_8 = Set.of("utf8mb4", "utf8mb3", "utf8", "ascii");

    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");

    /** A type of ours and how far it compares the same. */
    record Mapping(Type type, Comparison comparison) {}

    /** Reads a row of {@link CatalogQueries#columns}. */
    static MariaDbType of(Row row) {
        return new MariaDbType(
                row.getString("data_type"),
                row.getString("column_type"),
                row.getLong("length"),
                row.getInteger("digits"),
                row.getInteger("scale"),
                row.getString("charset"),
                row.getInteger("json") != 0);
    }

    /** Whether equal texts have a collation that takes them for equal as well. */
    static boolean text(String name) {
        return TEXTS.contains(name);
    }

    /** Empty for types that have no counterpart. */
    Optional<Mapping> mapping(WideDecimals decimals) {
        return switch (name) {
            case "tinyint" -> mapped(unsigned() ? Type.Simple.SMALLINT : Type.Simple.TINYINT, Comparison.ORDER);
            case "smallint" -> mapped(unsigned() ? Type.Simple.INTEGER : Type.Simple.SMALLINT, Comparison.ORDER);
            case "mediumint" -> mapped(Type.Simple.INTEGER, Comparison.ORDER);
            case "int" -> mapped(unsigned() ? Type.Simple.BIGINT : Type.Simple.INTEGER, Comparison.ORDER);
            case "bigint" -> mapped(unsigned() ? UNSIGNED_BIGINT : Type.Simple.BIGINT, Comparison.ORDER);
            case "float" -> mapped(Type.Simple.REAL, Comparison.ORDER);
            case "double" -> mapped(Type.Simple.DOUBLE, Comparison.ORDER);
            case "decimal" -> decimal(decimals);
            case "bit" ->
                precision == 1
                        ? mapped(Type.Simple.BOOLEAN, Comparison.ORDER)
                        : mapped(Type.Simple.VARBINARY, Comparison.NULLS);
            // Compared with a number below 100 it would be a year of our times.
            case "year" -> mapped(Type.Simple.SMALLINT, Comparison.NULLS);
            case "date" -> mapped(Type.Simple.DATE, Comparison.ORDER);
            // It may be longer than a day there.
            case "time" -> mapped(new Type.Time(precision), Comparison.NULLS);
            case "datetime" -> mapped(new Type.Timestamp(precision), Comparison.ORDER);
            case "timestamp" -> mapped(new Type.TimestampWithTimeZone(precision), Comparison.ORDER);
            case "char" -> character();
            case "varchar", "tinytext", "text", "mediumtext" ->
                mapped(Type.Varchar.of((int) length), utf8() ? Comparison.ORDER : Comparison.NULLS);
            case "longtext" ->
                json
                        ? mapped(Type.Simple.JSON, Comparison.NULLS)
                        : mapped(Type.Varchar.UNBOUNDED, utf8() ? Comparison.ORDER : Comparison.NULLS);
            case "json" -> mapped(Type.Simple.JSON, Comparison.NULLS);
            case "enum", "set" -> mapped(Type.Varchar.of((int) length), Comparison.NULLS);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                mapped(Type.Simple.VARBINARY, Comparison.ORDER);
            case "uuid" -> mapped(Type.Simple.UUID, Comparison.EQUALITY);
            case "inet4", "inet6" -> mapped(Type.Varchar.UNBOUNDED, Comparison.NULLS);
            default -> Optional.empty();
        };
    }

    private static Optional<Mapping> mapped(Type type, Comparison comparison) {
        return Optional.of(new Mapping(type, comparison));
    }

    private boolean unsigned() {
        return declared.contains("unsigned");
    }

    private boolean utf8() {
        return UTF_8.contains(charset);
    }

    private Optional<Mapping> decimal(WideDecimals decimals) {
        return precision > Type.Decimal.MAX_PRECISION
                ? decimals.type(scale).map(type -> new Mapping(type, Comparison.NULLS))
                : mapped(new Type.Decimal(precision, scale), Comparison.ORDER);
    }

    /** Their order is that of texts with spaces at the end, which bytes do not have there. */
    private Optional<Mapping> character() {
        return length == 0 || length > MOST_CHAR
                ? mapped(Type.Varchar.of((int) length), Comparison.NULLS)
                : mapped(new Type.Char((int) length), utf8() ? Comparison.EQUALITY : Comparison.NULLS);
    }
}
