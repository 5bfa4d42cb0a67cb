package io.skein.connector.postgresql;

import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.connector.sql.value.CanonicalJson;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL's SQL, and the values that its Vert.x client gives. */
record PostgresDialect(WideDecimals decimals) implements SqlDialect {
    /** Types whose values the client gives exactly. It has a form of its own for many others, which is not used. */
    private static final Set<String> NATIVE = Set.of(
            "boolean",
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "character varying",
            "text",
            "bytea",
            "date",
            "timestamp without time zone",
            "timestamp with time zone",
            "uuid");

    /** The first that PostgreSQL has. */
    private static final LocalDateTime FIRST_TIMESTAMP = LocalDateTime.of(-4713, 11, 24, 0, 0);

    private static final int NANOS_OF_MICRO = 1_000;

    @Override
    public String quoted(String identifier) {
        return '"' + whole(identifier).replace("\"", "\"\"") + '"';
    }

    /** The character 0 would end the statement for PostgreSQL. */
    static String whole(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_ARGUMENTS, "PostgreSQL has no texts with the character U+0000");
        }
        return text;
    }

    /** A text as a literal, whatever the server's settings. */
    static String text(String value) {
        String quoted = "'" + whole(value).replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    @Override
    public Optional<String> literal(Type type, Object value) {
        return switch (value) {
            case Boolean truth -> Optional.of(truth.toString());
            case Long number -> Optional.of(number(number.toString()));
            case BigDecimal number -> Optional.of(number(number.toPlainString()));
            case Float number -> number.isNaN() ? Optional.empty() : Optional.of("'" + number + "'::real");
            case Double number -> number.isNaN() ? Optional.empty() : Optional.of("'" + number + "'::double precision");
            case String text -> literal(type, text);
            case byte[] _ -> Optional.of("'" + PostgresText.of(value) + "'::bytea");
            case LocalDate date -> within(date).map(known -> "'" + PostgresText.of(known) + "'::date");
            case LocalDateTime timestamp ->
                exact(timestamp).map(known -> "'" + PostgresText.of(known) + "'::timestamp");
            case ZonedDateTime zoned ->
                exact(zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime())
                        .map(known -> "'" + PostgresText.of(known.toInstant(ZoneOffset.UTC)) + "'::timestamptz");
            default -> Optional.empty();
        };
    }

    private static String number(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    private static Optional<String> literal(Type type, String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.of(type == Type.Simple.UUID ? text(text) + "::uuid" : text(text));
    }

    /** Only years that both have without doubt. */
    private static Optional<LocalDate> within(LocalDate date) {
        return Optional.of(date).filter(known -> known.getYear() >= 1 && known.getYear() <= 9999);
    }

    private static Optional<LocalDateTime> exact(LocalDateTime timestamp) {
        return within(timestamp.toLocalDate())
                .filter(_ -> timestamp.getNano() % NANOS_OF_MICRO == 0)
                .map(_ -> timestamp);
    }

    @Override
    public String output(RemoteColumn column) {
        return NATIVE.contains(column.remoteType()) && !(column.type() instanceof Type.Array)
                ? column.expression()
                : column.expression() + "::" + given(column.type());
    }

    /** The collation of bytes, which order UTF-8 by code points. */
    @Override
    public String ordered(String expression) {
        return expression + " COLLATE \"C\"";
    }

    /** As which PostgreSQL type the client gives values of ours. */
    private static String given(Type type) {
        return switch (type) {
            case Type.Simple.BOOLEAN -> "boolean";
            case Type.Simple.SMALLINT -> "smallint";
            case Type.Simple.INTEGER -> "integer";
            case Type.Simple.BIGINT -> "bigint";
            case Type.Simple.REAL -> "real";
            case Type.Simple.DOUBLE -> "double precision";
            case Type.Simple.VARBINARY -> "bytea";
            case Type.Simple.DATE -> "date";
            case Type.Simple.UUID -> "uuid";
            case Type.Timestamp _ -> "timestamp";
            case Type.TimestampWithTimeZone _ -> "timestamptz";
            default -> "text";
        };
    }

    @Override
    public Object value(RemoteColumn column, Object given) {
        return switch (given) {
            case Buffer bytes -> bytes.getBytes();
            case java.util.UUID uuid -> uuid.toString();
            case LocalDate date when date.equals(LocalDate.MAX) -> throw infinite("infinity");
            case LocalDate date when date.equals(LocalDate.MIN) -> throw infinite("-infinity");
            case LocalDateTime timestamp -> finite(timestamp);
            case OffsetDateTime zoned when zoned.equals(OffsetDateTime.MAX) -> throw infinite("infinity");
            case OffsetDateTime zoned
            when zoned.equals(OffsetDateTime.MIN) -> FIRST_TIMESTAMP.toInstant(ZoneOffset.UTC);
            case OffsetDateTime zoned -> finite(zoned.toLocalDateTime()).toInstant(ZoneOffset.UTC);
            case String text -> value(column.type(), text);
            default -> given;
        };
    }

    private Object value(Type type, String text) {
        return switch (type) {
            case Type.Varchar _ -> text;
            case Type.Char _ -> text;
            case Type.Simple.JSON -> CanonicalJson.of(text);
            case Type.Decimal decimal -> decimals.rounded((BigDecimal) PostgresText.parse(decimal, text), decimal);
            default -> PostgresText.parse(type, text);
        };
    }

    /** The client takes PostgreSQL's first timestamp for -infinity, and -infinity for one before it. */
    private static LocalDateTime finite(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            throw infinite("infinity");
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return FIRST_TIMESTAMP;
        }
        if (timestamp.isBefore(FIRST_TIMESTAMP)) {
            throw infinite("-infinity");
        }
        return timestamp;
    }

    private static IllegalArgumentException infinite(String text) {
        return new IllegalArgumentException(text);
    }
}
