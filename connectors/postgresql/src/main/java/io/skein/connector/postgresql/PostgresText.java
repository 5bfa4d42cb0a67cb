package io.skein.connector.postgresql;

import io.skein.connector.sql.value.CanonicalJson;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Values as PostgreSQL prints and reads them, with ISO dates and bytes in hexadecimal digits. */
final class PostgresText {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int NANO_DIGITS = 9;
    private static final String BEFORE_CHRIST = " BC";
    private static final String BYTES = "\\x";

    /** Years of the era, of four digits and more. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANO_DIGITS, true)
            .toFormatter(Locale.ROOT);

    private PostgresText() {}

    /** The value in {@link io.skein.connector.sql.value.VectorWriter}'s form as text that PostgreSQL reads back exactly. */
    static String of(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "t" : "f";
            case BigDecimal number -> number.toPlainString();
            case byte[] bytes -> BYTES + HexFormat.of().formatHex(bytes);
            case LocalDate date -> date(date);
            case LocalTime time -> TIME.format(time);
            case LocalDateTime timestamp -> timestamp(timestamp, "");
            case Instant instant -> timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), "+00");
            case List<?> elements -> PostgresArrays.of(elements);
            default -> value.toString();
        };
    }

    private static String date(LocalDate date) {
        return DATE.format(date) + era(date);
    }

    private static String timestamp(LocalDateTime timestamp, String offset) {
        return DATE.format(timestamp) + " " + TIME.format(timestamp) + offset + era(timestamp.toLocalDate());
    }

    private static String era(LocalDate date) {
        return date.getYear() < 1 ? BEFORE_CHRIST : "";
    }

    /**
     * The value of the type that PostgreSQL printed so.
     *
     * @throws IllegalArgumentException for a text that is no value of the type: infinity, NaN as a decimal
     */
    static Object parse(Type type, String text) {
        try {
            return switch (type) {
                case Type.Simple simple -> parse(simple, text);
                case Type.Decimal _ -> new BigDecimal(text);
                case Type.Varchar _ -> text;
                case Type.Char _ -> text.stripTrailing();
                case Type.Time(int precision) -> time(text, precision);
                case Type.Timestamp _ -> timestamp(text);
                case Type.TimestampWithTimeZone _ -> instant(text);
                case Type.Array(Type element) -> PostgresArrays.parse(element, text);
                default -> throw new IllegalArgumentException("no value of " + type.displayName());
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Object parse(Type.Simple type, String text) {
        return switch (type) {
            case BOOLEAN -> text.startsWith("t");
            case SMALLINT -> Short.parseShort(text);
            case INTEGER -> Integer.parseInt(text);
            case BIGINT -> Long.parseLong(text);
            case REAL -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case VARBINARY -> bytes(text);
            case DATE -> date(plain(text), plain(text).length() < text.length());
            case JSON -> CanonicalJson.of(text);
            case UUID -> text;
            default -> throw new IllegalArgumentException("no value of " + type.displayName());
        };
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith(BYTES)) {
            throw new IllegalArgumentException("bytes are not in hexadecimal digits");
        }
        return HexFormat.of().parseHex(text, BYTES.length(), text.length());
    }

    /** The end of the day, which PostgreSQL has and we have not, is the last moment that the precision knows, as in Trino. */
    static LocalTime time(String text, int precision) {
        if (text.startsWith("24:")) {
            return LocalTime.ofNanoOfDay(NANOS_PER_DAY - (long) Math.pow(10, NANO_DIGITS - precision));
        }
        return LocalTime.parse(text, TIME);
    }

    private static LocalDate date(String text, boolean beforeChrist) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(text);
        }
        int year = Integer.parseInt(parts[0]);
        return LocalDate.of(beforeChrist ? 1 - year : year, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    private static LocalDateTime timestamp(String text) {
        String plain = plain(text);
        int space = plain.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException(text);
        }
        return LocalDateTime.of(
                date(plain.substring(0, space), plain.length() < text.length()),
                LocalTime.parse(plain.substring(space + 1), TIME));
    }

    private static Instant instant(String text) {
        String plain = plain(text);
        int offset = Math.max(plain.lastIndexOf('+'), plain.lastIndexOf('-'));
        if (plain.indexOf(' ') < 0 || offset < plain.indexOf(' ')) {
            throw new IllegalArgumentException(text);
        }
        LocalDateTime local = timestamp(plain.substring(0, offset) + text.substring(plain.length()));
        return OffsetDateTime.of(local, ZoneOffset.of(plain.substring(offset))).toInstant();
    }

    private static String plain(String text) {
        return text.endsWith(BEFORE_CHRIST) ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
    }
}
