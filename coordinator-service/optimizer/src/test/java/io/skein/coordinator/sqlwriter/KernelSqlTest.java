package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.testing.Plans.above;
import static io.skein.coordinator.testing.Plans.ascending;
import static io.skein.coordinator.testing.Plans.cross;
import static io.skein.coordinator.testing.Plans.equal;
import static io.skein.coordinator.testing.Plans.filter;
import static io.skein.coordinator.testing.Plans.join;
import static io.skein.coordinator.testing.Plans.on;
import static io.skein.coordinator.testing.Plans.output;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelSqlTest {
    private final PlanNode a = scan("a", "x", "u");
    private final PlanNode b = scan("b", "y", "v");
    private final Symbol mark = new Symbol("m", Type.Simple.BOOLEAN);

    private static String sql(PlanNode plan) {
        return KernelSql.write(output(plan), SessionClock.UTC).sql();
    }

    private static ProjectNode only(PlanNode source, String name) {
        return new ProjectNode(source, Map.of(symbol(name), symbol(name).reference()));
    }

    @Test
    void neighboursShareABlock() {
        PlanNode plan = new TopNNode(only(filter(a, above("x", 1)), "u"), 3, List.of(ascending("u")));
        assertThat(sql(plan))
                .isEqualTo("SELECT \"u\" FROM scan_0 WHERE (\"x\" > (1)::BIGINT) ORDER BY \"u\" NULLS LAST LIMIT 3");
    }

    @Test
    void filtersBelowAJoinAreLiftedWhereTheirRowsAreKept() {
        PlanNode plan = join(JoinKind.LEFT, filter(a, above("u", 1)), filter(b, above("v", 2)), on("x", "y"));
        assertThat(sql(plan))
                .isEqualTo(
                        "SELECT \"x\", \"u\", \"y\", \"v\" FROM scan_0 LEFT JOIN (SELECT \"y\", \"v\" FROM scan_1 WHERE (\"v\" > (2)::BIGINT)) "
                                + "ON (\"x\" = \"y\") WHERE (\"u\" > (1)::BIGINT)");
    }

    @Test
    void aJoinWithoutConditionIsACrossJoin() {
        assertThat(sql(only(cross(a, b), "x"))).isEqualTo("SELECT \"x\" FROM scan_0 CROSS JOIN scan_1");
    }

    @Test
    void aMarkThatAFilterReadsStandsInTheWhere() {
        ApplyNode exists =
                new ApplyNode(a, filter(b, equal("y", "x")), List.of(symbol("x")), mark, new SubqueryKind.Exists());
        assertThat(sql(only(filter(exists, new Not(mark.reference())), "u")))
                .isEqualTo(
                        "SELECT \"u\" FROM scan_0 WHERE (NOT (EXISTS (SELECT 1 FROM scan_1 WHERE (\"y\" = \"x\"))))");
    }

    @Test
    void aMarkThatIsReadTwiceIsComputedOnce() {
        ApplyNode in = new ApplyNode(
                a, b, List.of(), mark, new SubqueryKind.In(symbol("x").reference(), symbol("y")));
        assertThat(sql(filter(in, mark.reference())))
                .isEqualTo(
                        "SELECT \"x\", \"u\", \"m\" FROM (SELECT \"x\", \"u\", \"x\" IN (SELECT \"y\" FROM scan_1) AS \"m\" FROM scan_0) WHERE \"m\"");
    }

    @Test
    void distinctIsAGrouping() {
        PlanNode distinct =
                new AggregateNode(a, List.of(List.of(symbol("x"))), Optional.empty(), Map.of(), AggregationStep.SINGLE);
        assertThat(sql(distinct)).isEqualTo("SELECT \"x\" FROM scan_0 GROUP BY \"x\"");
    }

    @Test
    void aGlobalGroupWhoseResultsNobodyReadsIsStillOneRow() {
        PlanNode one = new ProjectNode(
                new AggregateNode(a, List.of(), Optional.empty(), Map.of(), AggregationStep.SINGLE),
                Map.of(mark, Expression.Constant.TRUE));
        assertThat(sql(one)).isEqualTo("SELECT CAST(TRUE AS BOOLEAN) AS \"m\" FROM scan_0 HAVING count(*) >= 0");
    }

    @Test
    void tiesGoByRank() {
        assertThat(sql(new LimitNode(only(a, "x"), 2, List.of(ascending("x")))))
                .isEqualTo(
                        "SELECT \"x\" FROM (SELECT \"x\" FROM (SELECT \"x\" FROM scan_0) QUALIFY rank() OVER (ORDER BY \"x\" NULLS LAST) <= 2) "
                                + "ORDER BY \"x\" NULLS LAST");
    }

    @Test
    void anOffsetOverALimitTakesFromIt() {
        assertThat(sql(new OffsetNode(new LimitNode(only(a, "x"), 5, List.of()), 2)))
                .isEqualTo("SELECT \"x\" FROM scan_0 LIMIT 3 OFFSET 2");
    }

    @Test
    void branchesOfAUnionTakeItsNames() {
        PlanNode union = new SetOperationNode(
                SetOperator.UNION,
                false,
                List.of(a, b),
                List.of(symbol("o")),
                List.of(List.of(symbol("x")), List.of(symbol("v"))));
        assertThat(sql(filter(union, above("o", 1))))
                .isEqualTo(
                        "SELECT CAST(\"o\" AS BIGINT) AS \"o\" FROM ((SELECT \"x\" AS \"o\" FROM scan_0) UNION ALL (SELECT \"v\" AS \"o\" FROM scan_1)) "
                                + "WHERE (\"o\" > (1)::BIGINT)");
    }

    @Test
    void oneRowNeedsNoFrom() {
        PlanNode one = new ValuesNode(List.of(mark), List.of(List.of(Expression.Constant.TRUE)));
        assertThat(sql(one)).isEqualTo("SELECT CAST(TRUE AS BOOLEAN) AS \"m\"");
    }

    @Test
    void aHashPartitionedOutputEndsInItsPartition() {
        PlanNode source = new RemoteSourceNode(4, List.of(symbol("x")), List.of());
        assertThat(KernelSql.write(source, List.of(symbol("x")), 3, SessionClock.UTC)
                        .sql())
                .isEqualTo("SELECT \"x\", CAST(hash(\"x\") % 3 AS INTEGER) AS \"partition number\" FROM exchange_4");
    }

    @Test
    void aComputedKeyIsAColumnOfItsInput() {
        Symbol key = new Symbol("key", Type.Simple.BOOLEAN);
        PlanNode grouped = new AggregateNode(
                new ProjectNode(a, Map.of(key, above("x", 1))),
                List.of(List.of(key)),
                Optional.empty(),
                Map.of(),
                AggregationStep.SINGLE);
        assertThat(sql(filter(grouped, new Not(key.reference()))))
                .isEqualTo(
                        "SELECT \"key\" FROM (SELECT (\"x\" > (1)::BIGINT) AS \"key\" FROM scan_0) GROUP BY \"key\" HAVING (NOT \"key\")");
    }

    @Test
    void aSubqueryThatIsAKeyIsReadOnce() {
        ApplyNode lookedUp = new ApplyNode(
                new RemoteSourceNode(4, List.of(symbol("x")), List.of()),
                new RemoteSourceNode(5, List.of(symbol("y")), List.of()),
                List.of(),
                symbol("looked_up"),
                new SubqueryKind.Scalar(symbol("y")));
        assertThat(KernelSql.write(only(lookedUp, "looked_up"), List.of(symbol("looked_up")), 3, SessionClock.UTC)
                        .sql())
                .isEqualTo(
                        "SELECT CAST(\"looked_up\" AS BIGINT) AS \"looked_up\", CAST(hash(CAST(\"looked_up\" AS BIGINT)) % 3 AS INTEGER) AS \"partition number\" "
                                + "FROM (SELECT (SELECT \"y\" FROM exchange_5) AS \"looked_up\" FROM exchange_4)");
    }

    @Test
    void aSubqueryUnderACastIsReadOnce() {
        Symbol lookedUp = symbol("looked_up");
        ApplyNode source = new ApplyNode(
                a, filter(b, equal("y", "x")), List.of(symbol("x")), lookedUp, new SubqueryKind.Scalar(symbol("y")));
        PlanNode plan = new ProjectNode(
                source, Map.of(symbol("short"), new Expression.Cast(lookedUp.reference(), Type.Simple.INTEGER, false)));
        assertThat(sql(plan))
                .containsOnlyOnce("scan_1")
                .endsWith(
                        "FROM (SELECT (SELECT \"y\" FROM scan_1 WHERE (\"y\" = \"x\")) AS \"looked_up\" FROM scan_0)");
    }

    @Test
    void equalNamesOfTheOutputAreToldApart() {
        PlanNode twice = new OutputNode(a, List.of("one", "other"), List.of(symbol("x"), symbol("x")));
        assertThat(KernelSql.write(twice, SessionClock.UTC).columns()).containsExactly("x", "x_1");
    }
}
