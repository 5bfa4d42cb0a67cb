package io.skein.connector.sql.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RemoteQueryTest {
    /** Names and values as they are, so that the text shows what goes where. */
    private static final SqlDialect PLAIN = new SqlDialect() {
        @Override
        public String quoted(String identifier) {
            return identifier;
        }

        @Override
        public Optional<String> literal(Type type, Object value) {
            return Optional.of(value.toString());
        }

        @Override
        public String output(RemoteColumn column) {
            return column.expression();
        }

        @Override
        public Object value(RemoteColumn column, Object given) {
            return given;
        }
    };

    private static final RemoteColumn KEY = new RemoteColumn("k", "k", "int", Type.Simple.INTEGER, Comparison.ORDER);
    private static final RemoteColumn COUNT =
            new RemoteColumn("n", "count(*)", "bigint", new Type.Array(Type.Simple.BIGINT), Comparison.NULLS);
    private static final RemoteQuery QUERY = new RemoteQuery(
            new RemoteTable("s", "t"),
            List.of(KEY, COUNT),
            List.of("a > 1", "x".repeat(100_000) + " IS NULL"),
            Optional.of(List.of("k")),
            List.of("k ASC NULLS LAST"),
            OptionalLong.of(7));

    @Test
    void survivesTheWire() {
        assertThat(RemoteQueryCodec.decode(RemoteQueryCodec.encode(QUERY))).isEqualTo(QUERY);
        RemoteQuery plain = RemoteQuery.of(new RemoteTable("é", ""), List.of());
        assertThat(RemoteQueryCodec.decode(RemoteQueryCodec.encode(plain))).isEqualTo(plain);
    }

    @Test
    void isWrittenInTheOrderOfItsClauses() {
        RemoteQuery query = RemoteQuery.of(QUERY.from(), QUERY.columns())
                .filtered(List.of("a > 1", "b = 2"))
                .grouped(List.of("k"), QUERY.columns())
                .first(7, List.of("k ASC NULLS LAST"));

        assertThat(SelectText.of(query, List.of(COUNT, KEY), PLAIN))
                .isEqualTo(
                        "SELECT count(*), k FROM s.t WHERE a > 1 AND b = 2 GROUP BY k ORDER BY k ASC NULLS LAST LIMIT 7");
    }

    @Test
    void takesConditionsOnItsColumns() {
        Constraint constraint = new Constraint(Map.of(
                "k", new Domain(Type.Simple.INTEGER, List.of(Domain.Range.equal(3L)), false),
                "other", new Domain(Type.Simple.INTEGER, List.of(Domain.Range.equal(4L)), false)));

        assertThat(new ConstraintText(PLAIN, 10).conditions(QUERY, constraint)).containsExactly("k = 3");
    }
}
