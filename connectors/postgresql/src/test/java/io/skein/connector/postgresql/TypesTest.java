package io.skein.connector.postgresql;

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

/** Each type of PostgreSQL's: what it becomes, and that its values are the same. */
class TypesTest {
    private static final SchemaTableName NAME = new SchemaTableName("public", "t");
    private static String database = "";

    private final BufferAllocator allocator = new RootAllocator();

    @BeforeAll
    static void makeDatabase() {
        database = LocalPostgres.shared().database();
        LocalPostgres.shared()
                .run(
                        database,
                        "CREATE TYPE mood AS ENUM ('sad', 'so-so'); CREATE DOMAIN small AS numeric(5,2);"
                                + " CREATE DOMAIN smaller AS small; CREATE TYPE pair AS (a int, b int)");
    }

    @AfterEach
    void close() {
        allocator.close();
    }

    private record Answer(List<String> types, List<@Nullable Object> values) {}

    /** A table with a column of the type for each value. */
    private Answer read(String type, String values, Map<String, String> entries) {
        LocalPostgres.shared()
                .run(
                        database,
                        "DROP TABLE IF EXISTS t; CREATE TABLE t (key int, v " + type
                                + "); INSERT INTO t SELECT 1, v FROM (VALUES " + values + ") AS u(v)");
        try (Connector connector = LocalPostgres.shared().connect(database, entries)) {
            var table = Rows.table(connector, NAME);
            return new Answer(
                    connector.metadata().tableMetadata(table).columns().stream()
                            .skip(1)
                            .map(column -> column.type().displayName())
                            .toList(),
                    Rows.read(connector, NAME, allocator).stream()
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
    private static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case List<?> list ->
                list.stream().map(TypesTest::comparable).collect(Collectors.toCollection(ArrayList::new));
            case null, default -> value;
        };
    }

    @Test
    void numbers() {
        check("boolean", "(true), (false), (NULL)", "boolean", true, false, null);
        check("smallint", "(-32768), (32767::smallint)", "smallint", Short.MIN_VALUE, Short.MAX_VALUE);
        check("integer", "(-2147483648), (2147483647)", "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
        check("bigint", "(-9223372036854775808), (9223372036854775807)", "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
        check(
                "real",
                "('1.1'::real), ('NaN'), ('-Infinity'), ('1e-45')",
                "real",
                1.1f,
                Float.NaN,
                Float.NEGATIVE_INFINITY,
                Float.MIN_VALUE);
        check(
                "double precision",
                "('0.1'::float8), ('NaN'), ('Infinity'), ('-0'), (5e-324)",
                "double",
                0.1,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE);
        check("oid", "(4294967295::oid)", "bigint", 4_294_967_295L);
    }

    @Test
    void decimals() {
        check("numeric(5,2)", "(-999.99), (0.5), (NULL)", "decimal(5,2)", decimal("-999.99"), decimal("0.50"), null);
        check(
                "numeric(38,0)",
                "(99999999999999999999999999999999999999)",
                "decimal(38,0)",
                decimal("99999999999999999999999999999999999999"));
        check("numeric(3,-2)", "(12345)", "decimal(5,0)", decimal("12300"));
        check("numeric(2,5)", "(0.00012)", "decimal(5,5)", decimal("0.00012"));
        check("small", "(1.25)", "decimal(5,2)", decimal("1.25"));
        check("smaller", "(1.25)", "decimal(5,2)", decimal("1.25"));
    }

    @Test
    void decimalsThatFitNoTypeAreNotThereUnlessTheyMayOverflow() {
        assertThat(read("numeric", "(1.5)", Map.of()).types()).isEmpty();
        assertThat(read("numeric(50,3)", "(1.5)", Map.of()).types()).isEmpty();
        assertThat(read("numeric", "(1.5)", Map.of("unsupported-type-handling", "CONVERT_TO_VARCHAR")))
                .isEqualTo(new Answer(List.of("varchar"), List.of("1.5")));

        Map<String, String> overflow = Map.of("decimal-mapping", "ALLOW_OVERFLOW", "decimal-default-scale", "2");
        assertThat(read("numeric", "(1.5)", overflow))
                .isEqualTo(new Answer(List.of("decimal(38,2)"), List.of(decimal("1.50"))));
        assertFails("numeric", "(1.555)", overflow, "has more digits than decimal-rounding-mode allows");
        assertFails("numeric", "(1e40)", overflow, "is out of range for decimal(38,2)");
        assertFails("numeric", "('Infinity'::numeric)", overflow, "cannot hold: Infinity");
        assertThat(read(
                                "numeric",
                                "(1.555)",
                                Map.of(
                                        "decimal-mapping",
                                        "allow_overflow",
                                        "decimal-default-scale",
                                        "2",
                                        "decimal-rounding-mode",
                                        "HALF_UP"))
                        .values())
                .containsExactly(decimal("1.56"));
    }

    @Test
    void texts() {
        check("varchar(5)", "('a'), (''), (NULL), ('äß€𝄞')", "varchar(5)", "a", "", null, "äß€𝄞");
        check("varchar", "('a ')", "varchar", "a ");
        check("text", "('line\nquote''back\\slash')", "varchar", "line\nquote'back\\slash");
        check("char(4)", "('a'), ('  b '), ('')", "char(4)", "a", "  b", "");
        check("name", "('abc'::name)", "varchar", "abc");
        check("mood", "('so-so'::mood), (NULL)", "varchar", "so-so", null);
        check("json", "('{\"b\": 1.0,  \"a\": [1, null, \"x\"]}'::json)", "json", "{\"a\":[1,null,\"x\"],\"b\":1.0}");
        check(
                "jsonb",
                "('null'::jsonb), (NULL), ('12345678901234567890')",
                "json",
                "null",
                null,
                "12345678901234567890");
        check("uuid", "('A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)", "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        check("bytea", "('\\x00ff'::bytea), ('')", "varbinary", new byte[] {0, -1}, new byte[0]);
        check("inet", "('10.1.2.3/8'::inet)", "varchar", "10.1.2.3/8");
        check("cidr", "('10.1.2.0/24'::cidr)", "varchar", "10.1.2.0/24");
        check("macaddr", "('08:00:2b:01:02:03'::macaddr)", "varchar", "08:00:2b:01:02:03");
        check("interval", "('1 day 2 hours'::interval)", "varchar", "1 day 02:00:00");
        check("int4range", "('[1,5)'::int4range)", "varchar", "[1,5)");
        check("money", "('12.5'::money)", "varchar", "$12.50");
    }

    @Test
    void times() {
        check(
                "date",
                "('2020-02-29'::date), ('0044-03-15 BC'), ('5874897-12-31')",
                "date",
                LocalDate.of(2020, 2, 29),
                LocalDate.of(-43, 3, 15),
                LocalDate.of(5_874_897, 12, 31));
        check("time", "('10:11:12.123456'::time), ('24:00')", "time(6)", 36_672_123_456L, 86_399_999_999L);
        check("time(2)", "('10:11:12.12'::time), ('24:00')", "time(2)", 36_672_120_000L, 86_399_990_000L);
        check(
                "timestamp(3)",
                "('2020-02-29 10:11:12.123'::timestamp), ('1969-12-31 23:59:59.999')",
                "timestamp(3)",
                1_582_971_072_123_000L,
                -1_000L);
        check("timestamp", "('4714-11-24 00:00:00 BC'::timestamp)", "timestamp(6)", -210_866_803_200_000_000L);
        check(
                "timestamptz",
                "('2020-02-29 10:11:12+05:30'::timestamptz), ('4714-11-24 00:00:00+00 BC')",
                "timestamp(6) with time zone",
                List.of(1_582_951_272_000_000L, "UTC"),
                List.of(-210_866_803_200_000_000L, "UTC"));
    }

    @ParameterizedTest
    @CsvSource({
        "date,infinity",
        "date,-infinity",
        "timestamp,infinity",
        "timestamp,-infinity",
        "timestamptz,infinity",
        "timestamptz,-infinity",
        "timestamp,294276-12-31 23:59:59",
        "'numeric(5,2)',NaN"
    })
    void valuesThatATypeCannotHoldFail(String type, String value) {
        assertFails(type, "('" + value + "'::" + type + ")", Map.of(), "column 'v' has a value that ");
    }

    private void assertFails(String type, String values, Map<String, String> entries, String message) {
        assertThatThrownBy(() -> read(type, values, entries))
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code()).isEqualTo(SqlErrorCode.JDBC_ERROR.code()))
                .hasMessageStartingWith("Catalog 'pg': ")
                .hasMessageContaining(message);
    }

    @Test
    void arrays() {
        check(
                "int[]",
                "(ARRAY[1,NULL,3]), ('{}'), (NULL)",
                "array(integer)",
                Arrays.asList(1, null, 3),
                List.of(),
                null);
        check("int[][]", "(ARRAY[[1,2],[3,4]])", "array(array(integer))", List.of(List.of(1, 2), List.of(3, 4)));
        check(
                "text[]",
                "(ARRAY['a,b', '', 'NULL', '\"q\\', '{x}', NULL])",
                "array(varchar)",
                Arrays.asList("a,b", "", "NULL", "\"q\\", "{x}", null));
        check("numeric(4,1)[]", "(ARRAY[1.5, -2])", "array(decimal(4,1))", List.of(decimal("1.5"), decimal("-2.0")));
        check("bool[]", "(ARRAY[true, false])", "array(boolean)", List.of(true, false));
        check("float8[]", "(ARRAY[0.1, 'NaN'])", "array(double)", List.of(0.1, Double.NaN));
        check(
                "date[]",
                "(ARRAY['0005-02-28 BC'::date, '2020-02-29'])",
                "array(date)",
                List.of(LocalDate.of(-4, 2, 28), LocalDate.of(2020, 2, 29)));
        check(
                "timestamp(3)[]",
                "(ARRAY['2020-02-29 10:11:12.123'::timestamp])",
                "array(timestamp(3))",
                List.of(1_582_971_072_123_000L));
        check(
                "timestamptz[]",
                "(ARRAY['2020-02-29 10:11:12+05:30'::timestamptz])",
                "array(timestamp(6) with time zone)",
                List.of(List.of(1_582_951_272_000_000L, "UTC")));
        check("mood[]", "(ARRAY['sad'::mood])", "array(varchar)", List.of("sad"));
        check("jsonb[]", "(ARRAY['{\"b\":1, \"a\":2}'::jsonb])", "array(json)", List.of("{\"a\":2,\"b\":1}"));
        check("char(3)[]", "(ARRAY['a '])", "array(char(3))", List.of("a"));
        check("bytea[]", "(ARRAY['\\x0102'::bytea])", "array(varbinary)", List.of(new byte[] {1, 2}));
        check("int[]", "('[0:1]={7,8}'::int[])", "array(integer)", List.of(7, 8));
        assertFails("int[]", "(ARRAY[[1,2]])", Map.of(), "an array of other dimensions than its column says");
        assertThat(read("int[]", "(ARRAY[1])", Map.of("postgresql.array-mapping", "DISABLED"))
                        .types())
                .isEmpty();
    }

    @Test
    void typesWithoutACounterpartAreNotThereUnlessTheyBecomeTexts() {
        for (String type : List.of("point", "bit(3)", "xml", "pair", "tsvector", "timetz")) {
            assertThat(read(type, "(NULL::" + type + ")", Map.of()).types())
                    .as(type)
                    .isEmpty();
        }
        assertThat(read("point", "(point(1,2))", Map.of("unsupported-type-handling", "convert_to_varchar")))
                .isEqualTo(new Answer(List.of("varchar"), List.of("(1,2)")));
    }

    @Test
    void describesWhatItHas() {
        LocalPostgres.shared()
                .run(
                        database,
                        "CREATE TABLE described (id bigint NOT NULL, \"Upper Case\" text);"
                                + "COMMENT ON TABLE described IS 'it''s me'; COMMENT ON COLUMN described.id IS 'key'");
        try (Connector connector = LocalPostgres.shared().connect(database, Map.of())) {
            var metadata = connector
                    .metadata()
                    .tableMetadata(Rows.table(connector, new SchemaTableName("public", "described")));
            assertThat(metadata.comment()).contains("it's me");
            assertThat(metadata.columns()).extracting(ColumnMetadata::name).containsExactly("id", "upper case");
            assertThat(metadata.columns()).extracting(ColumnMetadata::nullable).containsExactly(false, true);
            assertThat(metadata.columns().getFirst().comment()).contains("key");
        }
    }

    @Test
    void bytesThatAreNoTextFail() {
        LocalPostgres server = LocalPostgres.shared();
        server.run("postgres", "CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
        server.run("bytes", "CREATE TABLE t AS SELECT E'a\\xffb'::text AS t");
        try (Connector connector = server.connect("bytes", Map.of())) {
            assertThatThrownBy(() -> Rows.read(connector, new SchemaTableName("public", "t"), allocator))
                    .hasMessageStartingWith("Catalog 'pg': ")
                    .hasMessageContaining("invalid byte sequence for encoding \"UTF8\": 0xff");
        }
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
