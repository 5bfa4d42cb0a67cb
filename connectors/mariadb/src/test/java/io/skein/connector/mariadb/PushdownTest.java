package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.ConstraintText;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.connector.sql.query.SelectText;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text of what is sent. */
class PushdownTest {
    private static final MariaDbDialect DIALECT =
            new MariaDbDialect(new WideDecimals(WideDecimals.Mapping.STRICT, 0, RoundingMode.UNNECESSARY));

    private static String condition(
            String remoteType, Type type, Comparison comparison, boolean nulls, Range... ranges) {
        RemoteQuery query = RemoteQuery.of(
                new RemoteTable("s", "t"), List.of(new RemoteColumn("c", "`c`", remoteType, type, comparison)));
        return String.join(
                " AND ",
                new MariaDbConditions(new ConstraintText(DIALECT, 3), 3)
                        .of(query, new Constraint(Map.of("c", new Domain(type, Arrays.asList(ranges), nulls)))));
    }

    private static String equal(Type type, Object value) {
        return condition("x", type, Comparison.ORDER, false, Range.equal(value));
    }

    @Test
    void literalsOfEachType() {
        assertThat(equal(Type.Simple.BIGINT, -5L)).isEqualTo("`c` = (-5)");
        assertThat(equal(new Type.Decimal(5, 2), new BigDecimal("-1.50"))).isEqualTo("`c` = (-1.50)");
        assertThat(equal(Type.Simple.DOUBLE, 1e300)).isEqualTo("`c` = 1.0E300");
        assertThat(equal(Type.Simple.REAL, 1.1f)).isEqualTo("`c` = 1.100000023841858");
        assertThat(equal(Type.Simple.BOOLEAN, true)).isEqualTo("`c` = TRUE");
        assertThat(equal(Type.Simple.DATE, LocalDate.of(2020, 2, 29))).isEqualTo("`c` = DATE'2020-02-29'");
        assertThat(equal(new Type.Timestamp(6), LocalDateTime.of(2020, 2, 29, 1, 2, 3, 4_000)))
                .isEqualTo("`c` = TIMESTAMP'2020-02-29 01:02:03.000004'");
        assertThat(equal(
                        new Type.TimestampWithTimeZone(3),
                        ZonedDateTime.of(2020, 2, 29, 1, 0, 0, 0, ZoneId.of("Europe/Paris"))))
                .isEqualTo("`c` = TIMESTAMP'2020-02-29 00:00:00'");
        assertThat(equal(Type.Simple.UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))
                .isEqualTo("`c` = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'");
        assertThat(equal(Type.Simple.VARBINARY, new byte[] {1, -1})).isEqualTo("`c` = x'01ff'");
        assertThat(equal(Type.Varchar.UNBOUNDED, "\\'; DROP TABLE t; --"))
                .isEqualTo("`c` = CAST('\\\\''; DROP TABLE t; --' AS BINARY)");
    }

    @Test
    void textsAreComparedByTheirBytesAndByAnIndex() {
        assertThat(condition("varchar", Type.Varchar.of(9), Comparison.ORDER, false, Range.equal("a")))
                .isEqualTo("`c` = CAST('a' AS BINARY) AND `c` IN ('a')");
        assertThat(condition("varchar", Type.Varchar.of(9), Comparison.NULLS, true, Range.equal("a"), Range.equal("b")))
                .isEqualTo("(`c` IN ('a', 'b') OR `c` IS NULL)");
        assertThat(condition(
                        "varchar",
                        Type.Varchar.of(9),
                        Comparison.ORDER,
                        false,
                        new Range(Optional.of("a"), true, Optional.of("b"), false)))
                .isEqualTo("(`c` >= CAST('a' AS BINARY) AND `c` < CAST('b' AS BINARY))");
        assertThat(condition(
                        "enum",
                        Type.Varchar.of(9),
                        Comparison.NULLS,
                        false,
                        Range.equal("a"),
                        Range.equal("b"),
                        Range.equal("c"),
                        Range.equal("d")))
                .isEqualTo("`c` IS NOT NULL");
    }

    @Test
    void whatTheServerWouldDecideOtherwiseIsNotSent() {
        assertThat(equal(Type.Simple.DOUBLE, Double.NaN)).isEqualTo("`c` IS NOT NULL");
        assertThat(equal(Type.Simple.REAL, Float.POSITIVE_INFINITY)).isEqualTo("`c` IS NOT NULL");
        assertThat(equal(Type.Simple.DATE, LocalDate.of(-5, 1, 1))).isEqualTo("`c` IS NOT NULL");
        assertThat(equal(new Type.Timestamp(9), LocalDateTime.of(2020, 1, 1, 0, 0, 0, 1)))
                .isEqualTo("`c` IS NOT NULL");
        assertThat(condition("time", new Type.Time(0), Comparison.NULLS, false, Range.equal(1L)))
                .isEqualTo("`c` IS NOT NULL");
    }

    @Test
    void namesOnlyWhatIsWanted() {
        List<RemoteColumn> columns = List.of(
                new RemoteColumn("a", "`A``x`", "int", Type.Simple.INTEGER, Comparison.ORDER),
                new RemoteColumn("b", "`b`", "datetime", new Type.Timestamp(6), Comparison.ORDER),
                new RemoteColumn("c", "`c`", "inet6", Type.Varchar.UNBOUNDED, Comparison.NULLS),
                new RemoteColumn("d", "`d`", "bit", Type.Simple.VARBINARY, Comparison.NULLS),
                new RemoteColumn("e", "`e`", "enum", Type.Varchar.of(3), Comparison.NULLS));
        RemoteQuery query = RemoteQuery.of(new RemoteTable("S;", "t"), columns).filtered(List.of("1 = 0"));

        assertThat(SelectText.of(query, columns, DIALECT))
                .isEqualTo(
                        "SELECT `A``x`, CAST(`b` AS CHAR), CAST(`c` AS CHAR), CAST(`d` AS BINARY), `e` FROM `S;`.`t` WHERE 1 = 0");
    }
}
