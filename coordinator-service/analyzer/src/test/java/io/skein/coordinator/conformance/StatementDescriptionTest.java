package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import org.junit.jupiter.api.Test;

class StatementDescriptionTest {
    private final StatementPlanner planner = new StatementPlanner(new LocalCatalogs(), FunctionRegistry.standard());

    @Test
    void tellsWhatEachPlaceAsksFor() {
        StatementDescription description = describe("SELECT name, ? FROM nation WHERE nationkey = ? AND name = ?");

        assertThat(description.parameters())
                .containsExactly(Type.Simple.UNKNOWN, Type.Simple.BIGINT, Type.Varchar.of(25));
        assertThat(description.plan())
                .isInstanceOfSatisfying(
                        StatementPlan.Query.class,
                        query -> assertThat(query.root().names()).containsExactly("name", "_col1"));
    }

    @Test
    void aPreparedStatementsPlacesAreItsOwn() {
        assertThat(describe("PREPARE p FROM SELECT ?").parameters()).isEmpty();
    }

    @Test
    void findsWhatIsWrong() {
        assertThatThrownBy(() -> describe("SELECT nope FROM nation WHERE nationkey = ?"))
                .isInstanceOf(SkeinException.class)
                .hasMessageContaining("Column 'nope' cannot be resolved");
    }

    private StatementDescription describe(String sql) {
        return planner.describe(sql, new LocalSession().view());
    }
}
