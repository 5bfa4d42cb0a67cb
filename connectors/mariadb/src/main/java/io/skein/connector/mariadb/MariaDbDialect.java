package io.skein.connector.mariadb;

import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.connector.sql.value.CanonicalJson;
import io.skein.spi.type.Type;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/** MariaDB's and MySQL's SQL, and the values that their Vert.x client gives. */
record MariaDbDialect(WideDecimals decimals) implements SqlDialect {
    private static final Set<String> GEOMETRIES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    private static final int NANOS_OF_MICRO = 1_000;
    private static final long SECONDS_OF_DAY = 86_400;

    @Override
    public String quoted(String identifier) {
        return '`' + MariaDbText.checked(identifier).replace("`", "``") + '`';
    }

    @Override
    public Optional<String> literal(Type type, Object value) {
        return switch (value) {
            case Boolean truth -> Optional.of(truth ? "TRUE" : "FALSE");
            case Long number -> Optional.of(number(number.toString()));
            case BigDecimal number -> Optional.of(number(number.toPlainString()));
            case Float number ->
                Double.isFinite(number) ? Optional.of(number(MariaDbText.literal(number))) : Optional.empty();
            case Double number ->
                Double.isFinite(number) ? Optional.of(number(MariaDbText.literal(number))) : Optional.empty();
            case String text ->
                Optional.of(
                        type == Type.Simple.UUID
                                ? MariaDbText.quoted(text)
                                : "CAST(" + MariaDbText.quoted(text) + " AS BINARY)");
            case byte[] bytes -> Optional.of(MariaDbText.literal(bytes));
            case LocalDate date -> within(date).map(known -> "DATE" + MariaDbText.literal(known));
            case LocalDateTime timestamp -> timestamp(timestamp);
            case ZonedDateTime zoned ->
                timestamp(zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
            default -> Optional.empty();
        };
    }

    private static String number(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    /** Only years that both have without doubt. */
    private static Optional<LocalDate> within(LocalDate date) {
        return Optional.of(date).filter(known -> known.getYear() >= 1 && known.getYear() <= 9999);
    }

    private static Optional<String> timestamp(LocalDateTime timestamp) {
        return within(timestamp.toLocalDate())
                .filter(_ -> timestamp.getNano() % NANOS_OF_MICRO == 0)
                .map(_ -> "TIMESTAMP" + MariaDbText.literal(timestamp));
    }

    /** Dates go as texts: the client gives NULL for 0000-00-00. */
    @Override
    public String output(RemoteColumn column) {
        String value = column.expression();
        return switch (column.type()) {
            case Type.Simple.DATE, Type.Simple.JSON, Type.Simple.UUID -> "CAST(" + value + " AS CHAR)";
            case Type.Timestamp _, Type.TimestampWithTimeZone _ -> "CAST(" + value + " AS CHAR)";
            case Type.Simple.VARBINARY -> column.remoteType().equals("bit") ? "CAST(" + value + " AS BINARY)" : value;
            case Type.Varchar _ when GEOMETRIES.contains(column.remoteType()) -> "ST_AsText(" + value + ")";
            case Type.Varchar _ when !MariaDbType.text(column.remoteType()) -> "CAST(" + value + " AS CHAR)";
            default -> value;
        };
    }

    @Override
    public Object value(RemoteColumn column, Object given) {
        return switch (column.type()) {
            case Type.Simple.BOOLEAN -> (Long) given != 0;
            case Type.Simple.VARBINARY -> ((Buffer) given).getBytes();
            case Type.Simple.DATE -> MariaDbText.parseDate((String) given);
            case Type.Simple.JSON -> CanonicalJson.of((String) given);
            case Type.Decimal decimal -> decimals.rounded(((Numeric) given).bigDecimalValue(), decimal);
            case Type.Char _ -> ((String) given).stripTrailing();
            case Type.Time _ -> time((Duration) given);
            case Type.Timestamp _ -> MariaDbText.parseTimestamp((String) given);
            case Type.TimestampWithTimeZone _ ->
                MariaDbText.parseTimestamp((String) given).toInstant(ZoneOffset.UTC);
            default -> given;
        };
    }

    private static LocalTime time(Duration given) {
        if (given.isNegative() || given.toSeconds() >= SECONDS_OF_DAY) {
            throw new IllegalArgumentException(given + " is no time of a day");
        }
        return LocalTime.ofNanoOfDay(given.toNanos());
    }
}
