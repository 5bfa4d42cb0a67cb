package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.sql.WideDecimals;
import io.skein.connector.sql.pushdown.SqlPushdown;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.ConstraintText;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.pushdown.Operators;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteExpression.Call;
import io.skein.spi.pushdown.RemoteExpression.Column;
import io.skein.spi.pushdown.RemoteExpression.Constant;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.RemoteWork.Aggregate;
import io.skein.spi.pushdown.RemoteWork.Filter;
import io.skein.spi.pushdown.RemoteWork.Join;
import io.skein.spi.pushdown.RemoteWork.Limit;
import io.skein.spi.pushdown.RemoteWork.Measure;
import io.skein.spi.pushdown.RemoteWork.Order;
import io.skein.spi.pushdown.RemoteWork.Renamed;
import io.skein.spi.pushdown.RemoteWork.TopN;
import io.skein.spi.pushdown.Taken;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The SQL that work becomes, and what is refused. */
class TakenWorkTest {
    private static final PostgresDialect DIALECT =
            new PostgresDialect(new WideDecimals(WideDecimals.Mapping.STRICT, 0, RoundingMode.UNNECESSARY));
    private static final SqlPushdown PUSHDOWN =
            new SqlPushdown(DIALECT, new PostgresFunctions(DIALECT), new ConstraintText(DIALECT, 10));

    private static final Type PRICE = new Type.Decimal(10, 2);
    private static final Type TEXT = Type.Varchar.UNBOUNDED;
    private static final TableHandle TABLE = new TableHandle(
            new SchemaTableName("s", "t"),
            RemoteQueryCodec.encode(RemoteQuery.of(
                    new RemoteTable("S\"; DROP", "t"),
                    List.of(
                            column("id", "bigint", Type.Simple.BIGINT, Comparison.ORDER),
                            column("price", "numeric", PRICE, Comparison.ORDER),
                            column("f", "double precision", Type.Simple.DOUBLE, Comparison.ORDER),
                            column("name", "text", TEXT, Comparison.COLLATED),
                            column("tag", "citext", TEXT, Comparison.NULLS)))));

    private static RemoteColumn column(String name, String remoteType, Type type, Comparison comparison) {
        return new RemoteColumn(name, DIALECT.quoted(name), remoteType, type, comparison);
    }

    private static TableHandle taken(TableHandle table, RemoteWork... steps) {
        TableHandle result = table;
        for (RemoteWork step : steps) {
            Taken taken = PUSHDOWN.take(result, step);
            assertThat(taken.refusals()).as("%s", step).containsOnly(Optional.empty());
            result = taken.table();
        }
        return result;
    }

    private static String request(TableHandle table, ColumnHandle... columns) {
        return PUSHDOWN.requests(table, Arrays.asList(columns), Constraint.ALL).getFirst();
    }

    private static ColumnHandle handle(String name, Type type) {
        return new ColumnHandle(name, type, OptionalInt.empty());
    }

    private static RemoteExpression compare(String operator, RemoteExpression left, Object value) {
        return new Call(operator, List.of(left, new Constant(value, left.type())), Type.Simple.BOOLEAN);
    }

    private static final Column ID = new Column("id", Type.Simple.BIGINT);
    private static final Column NAME = new Column("name", TEXT);
    private static final Column F = new Column("f", Type.Simple.DOUBLE);
    private static final ColumnHandle ID_HANDLE = handle("id", Type.Simple.BIGINT);

    @Test
    void textsAreOrderedByCodePointsAndNaNIsNotGreater() {
        TableHandle table = taken(
                TABLE,
                new Filter(List.of(
                        compare(Operators.GREATER_THAN, NAME, "it's \\"),
                        compare(Operators.EQUAL, NAME, "x"),
                        compare(Operators.GREATER_THAN_OR_EQUAL, F, 1.5),
                        compare(Operators.LESS_THAN, F, 1.5))));

        assertThat(request(table, ID_HANDLE))
                .isEqualTo("SELECT \"id\" FROM \"S\"\"; DROP\".\"t\" WHERE (\"name\" COLLATE \"C\" > E'it''s \\\\')"
                        + " AND (\"name\" = 'x') AND (\"f\" >= '1.5'::double precision AND \"f\" <> 'NaN')"
                        + " AND ('1.5'::double precision > \"f\")");
    }

    @Test
    void workAboveGroupsAndLimitsGoesAround() {
        Measure average = new Measure("a", "avg", List.of(new Column("price", PRICE)), false, Optional.empty(), PRICE);
        TableHandle grouped = taken(
                TABLE,
                new Aggregate(List.of("name"), List.of(average)),
                new Filter(List.of(compare(Operators.GREATER_THAN, new Column("a", PRICE), BigDecimal.ONE))));
        TableHandle limited = taken(
                TABLE,
                new Limit(5),
                new Limit(9),
                new Aggregate(
                        List.of(),
                        List.of(new Measure("n", "count", List.of(), false, Optional.empty(), Type.Simple.BIGINT))));

        assertThat(request(grouped, handle("name", TEXT)))
                .isEqualTo(
                        "SELECT \"q\".\"name\" FROM (SELECT \"name\" AS \"name\", CAST(round(CAST(sum(\"price\") AS numeric(200, 22))"
                                + " / nullif(count(\"price\"), 0), 2) AS numeric(10,2)) AS \"a\" FROM \"S\"\"; DROP\".\"t\" GROUP BY \"name\")"
                                + " AS \"q\" WHERE (\"q\".\"a\" > 1)");
        assertThat(request(limited, handle("n", Type.Simple.BIGINT)))
                .startsWith("SELECT count(*) FROM (SELECT ")
                .endsWith(" LIMIT 5) AS \"q\"");
    }

    @Test
    void columnsThatAreCastAreOrderedBeforeIt() {
        TableHandle table = taken(TABLE, new TopN(3, List.of(new Order("price", false, true))));

        assertThat(request(table, handle("price", PRICE)))
                .isEqualTo("SELECT \"q\".\"price\"::text FROM (SELECT \"price\" AS \"price\" FROM \"S\"\"; DROP\".\"t\""
                        + " ORDER BY \"price\" DESC NULLS FIRST LIMIT 3) AS \"q\"");
        assertThat(PUSHDOWN.take(TABLE, new TopN(3, List.of(new Order("price", false, true))))
                        .whole())
                .isFalse();
    }

    @Test
    void joinsNameTheirColumnsAnew() {
        Join join = new Join(
                Join.Kind.LEFT,
                TABLE,
                List.of(new Renamed("id", "id"), new Renamed("name", "name")),
                List.of(new Renamed("name", "other name")),
                List.of(new Call(Operators.EQUAL, List.of(NAME, new Column("other name", TEXT)), Type.Simple.BOOLEAN)));

        assertThat(request(taken(TABLE, join), ID_HANDLE, handle("other name", TEXT)))
                .isEqualTo(
                        "SELECT \"l\".\"c0\", \"r\".\"c0\" FROM"
                                + " (SELECT \"id\" AS \"c0\", \"name\" AS \"c1\" FROM \"S\"\"; DROP\".\"t\") AS \"l\" LEFT JOIN"
                                + " (SELECT \"name\" AS \"c0\" FROM \"S\"\"; DROP\".\"t\") AS \"r\" ON (\"l\".\"c1\" = \"r\".\"c0\" COLLATE \"C\")");
    }

    @Test
    void constraintsGoAroundWhatIsGrouped() {
        TableHandle grouped = taken(TABLE, new Aggregate(List.of("id"), List.of()));
        Constraint three =
                new Constraint(Map.of("id", new Domain(Type.Simple.BIGINT, List.of(Domain.Range.equal(3L)), false)));

        assertThat(PUSHDOWN.requests(grouped, List.of(ID_HANDLE), three))
                .containsExactly(
                        "SELECT \"q\".\"id\" FROM (SELECT \"id\" AS \"id\" FROM \"S\"\"; DROP\".\"t\" GROUP BY \"id\") AS \"q\""
                                + " WHERE \"q\".\"id\" = 3");
    }

    @Test
    void whatMayDifferIsRefusedWithItsReason() {
        assertThat(reason(new Filter(List.of(compare(Operators.EQUAL, new Column("tag", TEXT), "x")))))
                .isEqualTo("values of type citext compare otherwise there, or may do: \"tag\"");
        assertThat(reason(new Filter(List.of(compare(Operators.IS_DISTINCT_FROM, ID, 1L)))))
                .isEqualTo("IS DISTINCT FROM is decided here");
        assertThat(reason(new Filter(List.of(new Call(
                        Operators.EQUAL,
                        List.of(new Call("upper", List.of(NAME), TEXT), new Constant("X", TEXT)),
                        Type.Simple.BOOLEAN)))))
                .isEqualTo("PostgreSQL has no function that surely is the same as upper");
        assertThat(reason(new Filter(List.of(compare(Operators.EQUAL, NAME, "a\0b")))))
                .isEqualTo("a value of varchar is not exact there");
        assertThat(reason(new Aggregate(List.of("tag"), List.of())))
                .isEqualTo("values of type citext are grouped otherwise there");
        assertThat(reason(new TopN(1, List.of(new Order("tag", true, true)))))
                .isEqualTo("values of type citext are in another order there");
        assertThat(reason(new Aggregate(
                        List.of(),
                        List.of(new Measure(
                                "g", "geometric_mean", List.of(F), false, Optional.empty(), Type.Simple.DOUBLE)))))
                .isEqualTo("PostgreSQL has no aggregate that surely is the same as geometric_mean");
    }

    private static String reason(RemoteWork work) {
        Taken taken = PUSHDOWN.take(TABLE, work);
        assertThat(taken.table()).isEqualTo(TABLE);
        return taken.refusals().getFirst().orElseThrow();
    }
}
