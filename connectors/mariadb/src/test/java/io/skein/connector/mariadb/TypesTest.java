package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.sql.SqlErrorCode;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.testkit.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each type of MariaDB's: what it becomes, and that its values are the same. */
class TypesTest {
    private static final String NO_MODE = "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; ";
    private static String database = "";

    private final BufferAllocator allocator = new RootAllocator();

    @BeforeAll
    static void makeDatabase() {
        database = LocalMariaDb.shared().database();
    }

    @AfterEach
    void close() {
        allocator.close();
    }

    private record Answer(List<String> types, List<@Nullable Object> values) {}

    /** A table with a column of the type for each value. */
    private Answer read(String type, String values, Map<String, String> entries) {
        LocalMariaDb.shared()
                .run(NO_MODE + "USE " + database + "; DROP TABLE IF EXISTS t; CREATE TABLE t (k int, v " + type
                        + "); INSERT INTO t (v) VALUES " + values);
        try (Connector connector = LocalMariaDb.shared().connect(entries)) {
            SchemaTableName name = new SchemaTableName(database, "t");
            var table = Rows.table(connector, name);
            return new Answer(
                    connector.metadata().tableMetadata(table).columns().stream()
                            .skip(1)
                            .map(column -> column.type().displayName())
                            .toList(),
                    Rows.read(connector, name, allocator).stream()
                            .map(List::getLast)
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    private void check(String type, String values, String expectedType, @Nullable Object... expected) {
        Answer answer = read(type, values, Map.of());
        assertThat(answer.types()).containsExactly(expectedType);
        assertThat(comparable(answer.values())).isEqualTo(comparable(Arrays.asList(expected)));
    }

    /** With bytes as texts, since arrays of bytes are equal to themselves only. */
    private static List<@Nullable Object> comparable(List<@Nullable Object> values) {
        return values.stream()
                .map(value -> value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void integers() {
        check("boolean", "(true), (false), (NULL)", "tinyint", (byte) 1, (byte) 0, null);
        check("tinyint", "(-128), (127)", "tinyint", Byte.MIN_VALUE, Byte.MAX_VALUE);
        check("tinyint unsigned", "(0), (255)", "smallint", (short) 0, (short) 255);
        check("smallint", "(-32768), (32767)", "smallint", Short.MIN_VALUE, Short.MAX_VALUE);
        check("smallint unsigned", "(65535)", "integer", 65_535);
        check("mediumint", "(-8388608), (8388607)", "integer", -8_388_608, 8_388_607);
        check("mediumint unsigned", "(16777215)", "integer", 16_777_215);
        check("int", "(-2147483648), (2147483647)", "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
        check("int unsigned zerofill", "(7), (4294967295)", "bigint", 7L, 4_294_967_295L);
        check("bigint", "(-9223372036854775808), (9223372036854775807)", "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
        check(
                "bigint unsigned",
                "(18446744073709551615), (0)",
                "decimal(20,0)",
                decimal("18446744073709551615"),
                decimal("0"));
        check("year", "(1901), (2155), (0)", "smallint", (short) 1901, (short) 2155, (short) 0);
        check("bit", "(b'1'), (b'0'), (NULL)", "boolean", true, false, null);
        check("bit(12)", "(b'101100000001')", "varbinary", new byte[] {11, 1});
        check("bit(64)", "(-1)", "varbinary", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
    }

    @Test
    void numbersWithFractions() {
        check(
                "float",
                "(1.1), (-3.4028234663852886e38), (1.401298464324817e-45), (NULL)",
                "real",
                1.1f,
                -Float.MAX_VALUE,
                Float.MIN_VALUE,
                null);
        check(
                "double",
                "(0.1), (-1.7976931348623157e308), (2.2250738585072014e-308), (4.9e-324)",
                "double",
                0.1,
                -Double.MAX_VALUE,
                Double.MIN_NORMAL,
                Double.MIN_VALUE);
        check("double(10,2)", "(-1.25)", "double", -1.25);
        check("decimal(5,2)", "(-999.99), (0.5), (NULL)", "decimal(5,2)", decimal("-999.99"), decimal("0.50"), null);
        check(
                "decimal(38,0)",
                "(99999999999999999999999999999999999999)",
                "decimal(38,0)",
                decimal("99999999999999999999999999999999999999"));
        check("decimal(38,38)", "(0.00000000000000000000000000000000000001)", "decimal(38,38)", decimal("1E-38"));
        check("decimal(10,3) unsigned", "(1.5)", "decimal(10,3)", decimal("1.500"));
    }

    @Test
    void decimalsThatFitNoTypeAreNotThereUnlessTheyMayOverflow() {
        assertThat(read("decimal(50,3)", "(1.5)", Map.of()).types()).isEmpty();
        assertThat(read("decimal(50,3)", "(1.5)", Map.of("unsupported-type-handling", "CONVERT_TO_VARCHAR")))
                .isEqualTo(new Answer(List.of("varchar"), List.of("1.500")));
        Map<String, String> overflow = Map.of("decimal-mapping", "ALLOW_OVERFLOW", "decimal-default-scale", "2");
        assertThat(read("decimal(50,3)", "(1.5)", overflow))
                .isEqualTo(new Answer(List.of("decimal(38,2)"), List.of(decimal("1.50"))));
        assertFails("decimal(50,3)", "(1.555)", overflow, "has more digits than decimal-rounding-mode allows");
        assertFails("decimal(50,3)", "(1e40)", overflow, "is out of range for decimal(38,2)");
    }

    @Test
    void texts() {
        check("varchar(5)", "('a'), (''), (NULL), ('äß€𝄞 ')", "varchar(5)", "a", "", null, "äß€𝄞 ");
        check("char(4)", "('a'), ('  b '), ('')", "char(4)", "a", "  b", "");
        check("tinytext", "('a ')", "varchar(255)", "a ");
        check("text", "('line\\nquote''back\\\\slash')", "varchar(65535)", "line\nquote'back\\slash");
        check("mediumtext", "('\\0x')", "varchar(16777215)", "\0x");
        check("longtext", "(repeat('ä', 100000))", "varchar", "ä".repeat(100_000));
        check("varchar(5) CHARACTER SET latin1", "('äß')", "varchar(5)", "äß");
        check("varchar(5) CHARACTER SET utf16", "('𝄞€')", "varchar(5)", "𝄞€");
        check("varchar(5) CHARACTER SET sjis", "('日本')", "varchar(5)", "日本");
        check("enum('sad','so-so')", "('so-so'), (NULL)", "varchar(5)", "so-so", null);
        check("set('x','y','z')", "('x,z'), ('')", "varchar(5)", "x,z", "");
        check("inet6", "('2001:db8::ff00:42:8329')", "varchar", "2001:db8::ff00:42:8329");
        check("uuid", "('A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11')", "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    }

    @Test
    void jsonIsWhatTheServerChecksToBe() {
        check(
                "json",
                "('{\"b\": 1.0,  \"a\": [1, null, \"x\"]}'), (NULL)",
                "json",
                "{\"a\":[1,null,\"x\"],\"b\":1.0}",
                null);
        check("json", "('null'), ('12345678901234567890')", "json", "null", "12345678901234567890");
        check("longtext CHECK (length(v) > 1)", "('[1]')", "varchar", "[1]");
    }

    @Test
    void bytes() {
        check("varbinary(4)", "(x'00ff'), ('')", "varbinary", new byte[] {0, -1}, new byte[0]);
        check("binary(3)", "(x'01')", "varbinary", new byte[] {1, 0, 0});
        check("longblob", "(x'80'), (NULL)", "varbinary", new byte[] {-128}, null);
        check("varchar(3) CHARACTER SET binary", "(x'c3')", "varbinary", new byte[] {-61});
    }

    @Test
    void times() {
        check(
                "date",
                "('2020-02-29'), ('1000-01-01'), ('9999-12-31'), (NULL)",
                "date",
                LocalDate.of(2020, 2, 29),
                LocalDate.of(1000, 1, 1),
                LocalDate.of(9999, 12, 31),
                null);
        check(
                "time(6)",
                "('10:11:12.123456'), ('00:00:00'), ('23:59:59.999999')",
                "time(6)",
                36_672_123_456L,
                0L,
                86_399_999_999L);
        check("time", "('10:11:12')", "time(0)", 36_672_000_000L);
        check(
                "datetime(6)",
                "('2020-02-29 10:11:12.123456'), ('1969-12-31 23:59:59.999999'), ('1000-01-01'), ('9999-12-31 23:59:59.999999')",
                "timestamp(6)",
                1_582_971_072_123_456L,
                -1L,
                -30_610_224_000_000_000L,
                253_402_300_799_999_999L);
        check("datetime", "('2020-02-29 10:11:12')", "timestamp(0)", 1_582_971_072_000_000L);
        check(
                "timestamp(3) NULL",
                "('1970-01-01 00:00:01'), ('2038-01-19 03:14:07.999'), (NULL)",
                "timestamp(3) with time zone",
                List.of(1_000_000L, "UTC"),
                List.of(2_147_483_647_999_000L, "UTC"),
                null);
    }

    @Test
    void timestampsAreInstantsWhateverTheWritersTimeZone() {
        LocalMariaDb.shared()
                .run("USE " + database
                        + "; DROP TABLE IF EXISTS z; CREATE TABLE z (v timestamp); SET time_zone = '+05:30';"
                        + "INSERT INTO z VALUES ('2020-02-29 10:11:12')");
        try (Connector connector = LocalMariaDb.shared().connect(Map.of())) {
            assertThat(Rows.read(connector, new SchemaTableName(database, "z"), allocator))
                    .isEqualTo(List.of(List.of(List.of(1_582_951_272_000_000L, "UTC"))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "date,0000-00-00",
        "date,2020-00-15",
        "date,2021-02-29",
        "datetime(6),0000-00-00 00:00:00.000000",
        "datetime,2020-02-00 00:00:00",
        "timestamp,0000-00-00 00:00:00",
        "time,PT-1S",
        "time,PT24H"
    })
    void valuesThatATypeCannotHoldFail(String type, String value) {
        String inserted = switch (value) {
            case "PT-1S" -> "-00:00:01";
            case "PT24H" -> "24:00:00";
            default -> value;
        };
        assertFails(type, "('" + inserted + "')", Map.of(), "column 'v' has a value that ");
        assertFails(type, "('" + inserted + "')", Map.of(), value);
    }

    private void assertFails(String type, String values, Map<String, String> entries, String message) {
        assertThatThrownBy(() -> read(type, values, entries))
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code()).isEqualTo(SqlErrorCode.JDBC_ERROR.code()))
                .hasMessageStartingWith("Catalog 'maria': ")
                .hasMessageContaining(message);
    }

    @Test
    void typesWithoutACounterpartAreNotThereUnlessTheyBecomeTexts() {
        assertThat(read("point", "(point(1,2))", Map.of()).types()).isEmpty();
        assertThat(read("point", "(point(1,2))", Map.of("unsupported-type-handling", "convert_to_varchar")))
                .isEqualTo(new Answer(List.of("varchar"), List.of("POINT(1 2)")));
    }

    @Test
    void describesWhatItHas() {
        LocalMariaDb.shared()
                .run("USE " + database
                        + "; CREATE TABLE described (id bigint NOT NULL COMMENT 'key', `Upper Case` text, seen int INVISIBLE) COMMENT 'it''s me';"
                        + "CREATE VIEW viewed AS SELECT id FROM described");
        try (Connector connector = LocalMariaDb.shared().connect(Map.of())) {
            var metadata = connector
                    .metadata()
                    .tableMetadata(Rows.table(connector, new SchemaTableName(database, "described")));
            assertThat(metadata.comment()).contains("it's me");
            assertThat(metadata.columns()).extracting(ColumnMetadata::name).containsExactly("id", "upper case", "seen");
            assertThat(metadata.columns()).extracting(ColumnMetadata::nullable).containsExactly(false, true, true);
            assertThat(metadata.columns().getFirst().comment()).contains("key");
            assertThat(connector
                            .metadata()
                            .tableMetadata(Rows.table(connector, new SchemaTableName(database, "viewed")))
                            .comment())
                    .isEmpty();
        }
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
