package io.skein.connector.postgresql;

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
    private static final PostgresDialect DIALECT =
            new PostgresDialect(new WideDecimals(WideDecimals.Mapping.STRICT, 0, RoundingMode.UNNECESSARY));

    private static String condition(Type type, Comparison comparison, boolean nulls, Range... ranges) {
        RemoteQuery query = RemoteQuery.of(
                new RemoteTable("s", "t"), List.of(new RemoteColumn("c", "\"c\"", "x", type, comparison)));
        return String.join(
                " AND ",
                new ConstraintText(DIALECT, 3)
                        .conditions(
                                query, new Constraint(Map.of("c", new Domain(type, Arrays.asList(ranges), nulls)))));
    }

    private static Range range(Object low, Object high) {
        return new Range(Optional.of(low), true, Optional.of(high), false);
    }

    @Test
    void valuesAndRanges() {
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, false, Range.equal(-5L)))
                .isEqualTo("\"c\" = (-5)");
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, true, Range.equal(1L), Range.equal(2L)))
                .isEqualTo("(\"c\" IN (1, 2) OR \"c\" IS NULL)");
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, false, range(1L, 5L), Range.equal(9L)))
                .isEqualTo("((\"c\" >= 1 AND \"c\" < 5) OR \"c\" = 9)");
        assertThat(condition(
                        Type.Simple.BIGINT,
                        Comparison.ORDER,
                        false,
                        Range.equal(1L),
                        Range.equal(2L),
                        Range.equal(3L),
                        Range.equal(4L)))
                .isEqualTo("(\"c\" >= 1 AND \"c\" <= 4)");
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, false, Range.ALL))
                .isEqualTo("\"c\" IS NOT NULL");
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, true)).isEqualTo("\"c\" IS NULL");
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, false)).isEqualTo("1 = 0");
        assertThat(condition(Type.Simple.BIGINT, Comparison.ORDER, true, Range.ALL))
                .isEmpty();
    }

    @Test
    void literalsOfEachType() {
        assertThat(equal(new Type.Decimal(5, 2), new BigDecimal("-1.50"))).isEqualTo("\"c\" = (-1.50)");
        assertThat(equal(Type.Simple.DOUBLE, Double.NEGATIVE_INFINITY))
                .isEqualTo("\"c\" = '-Infinity'::double precision");
        assertThat(equal(Type.Simple.REAL, 1.5f)).isEqualTo("\"c\" = '1.5'::real");
        assertThat(equal(Type.Simple.BOOLEAN, true)).isEqualTo("\"c\" = true");
        assertThat(equal(Type.Simple.DATE, LocalDate.of(2020, 2, 29))).isEqualTo("\"c\" = '2020-02-29'::date");
        assertThat(equal(new Type.Timestamp(6), LocalDateTime.of(2020, 2, 29, 1, 2, 3, 4_000)))
                .isEqualTo("\"c\" = '2020-02-29 01:02:03.000004'::timestamp");
        assertThat(equal(
                        new Type.TimestampWithTimeZone(3),
                        ZonedDateTime.of(2020, 2, 29, 1, 0, 0, 0, ZoneId.of("Europe/Paris"))))
                .isEqualTo("\"c\" = '2020-02-29 00:00:00+00'::timestamptz");
        assertThat(equal(Type.Simple.UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))
                .isEqualTo("\"c\" = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid");
        assertThat(equal(Type.Simple.VARBINARY, new byte[] {1, -1})).isEqualTo("\"c\" = '\\x01ff'::bytea");
        assertThat(equal(Type.Varchar.UNBOUNDED, "it's")).isEqualTo("\"c\" = 'it''s'");
        assertThat(equal(Type.Varchar.UNBOUNDED, "\\'; DROP TABLE t; --"))
                .isEqualTo("\"c\" = E'\\\\''; DROP TABLE t; --'");
    }

    private static String equal(Type type, Object value) {
        return condition(type, Comparison.ORDER, false, Range.equal(value));
    }

    @Test
    void whatTheDatabaseWouldDecideOtherwiseIsNotSent() {
        assertThat(condition(Type.Varchar.UNBOUNDED, Comparison.EQUALITY, false, range("a", "b")))
                .isEqualTo("\"c\" IS NOT NULL");
        assertThat(condition(Type.Varchar.UNBOUNDED, Comparison.NULLS, true, Range.equal("a")))
                .isEmpty();
        assertThat(equal(Type.Varchar.UNBOUNDED, "a\0b")).isEqualTo("\"c\" IS NOT NULL");
        assertThat(equal(Type.Simple.DOUBLE, Double.NaN)).isEqualTo("\"c\" IS NOT NULL");
        assertThat(equal(Type.Simple.DATE, LocalDate.of(-5, 1, 1))).isEqualTo("\"c\" IS NOT NULL");
        assertThat(equal(new Type.Timestamp(9), LocalDateTime.of(2020, 1, 1, 0, 0, 0, 1)))
                .isEqualTo("\"c\" IS NOT NULL");
        assertThat(condition(
                        Type.Varchar.UNBOUNDED,
                        Comparison.EQUALITY,
                        false,
                        Range.equal("a"),
                        Range.equal("b"),
                        Range.equal("c"),
                        Range.equal("d")))
                .isEqualTo("\"c\" IS NOT NULL");
    }

    @Test
    void namesOnlyWhatIsWanted() {
        List<RemoteColumn> columns = List.of(
                new RemoteColumn("a", "\"A\"\"x\"", "integer", Type.Simple.INTEGER, Comparison.ORDER),
                new RemoteColumn("b", "\"b\"", "mood", Type.Varchar.UNBOUNDED, Comparison.NULLS),
                new RemoteColumn("c", "\"c\"", "integer[]", new Type.Array(Type.Simple.INTEGER), Comparison.NULLS));
        RemoteQuery query = RemoteQuery.of(new RemoteTable("S;", "t"), columns).filtered(List.of("1 = 0"));

        assertThat(SelectText.of(query, columns, DIALECT))
                .isEqualTo("SELECT \"A\"\"x\", \"b\"::text, \"c\"::text FROM \"S;\".\"t\" WHERE 1 = 0");
        assertThat(SelectText.of(query, List.of(), DIALECT)).isEqualTo("SELECT 1 FROM \"S;\".\"t\" WHERE 1 = 0");
    }
}
