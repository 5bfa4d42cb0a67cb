package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE CATALOG c USING x WITH (p = 'it''s secret')",
                "create\n\tcatalog c using x with (p = 'secret')",
                "CREATE /* a */ CATALOG c USING x WITH (p = 'secret')",
                "CREATE -- a\n -- b\n CATALOG c USING x WITH (p = 'secret')",
                "ALTER CATALOG c SET PROPERTIES p = 'secret', q = DEFAULT",
                "EXECUTE IMMEDIATE 'CREATE CATALOG c USING x WITH (p = ''secret'')'",
                "EXPLAIN CREATE CATALOG c USING x WITH (p = 'secret"
            })
    void literalsOfStatementsThatMakeCatalogsAreHidden(String sql) {
        assertThat(ShownStatement.of(sql)).doesNotContain("secret");
    }

    @Test
    void aLongTextIsNoTrouble() {
        String padded =
                "CREATE" + " \n".repeat(100_000) + "CATALOG c USING x WITH (p = '" + "s''".repeat(100_000) + "')";

        assertThat(ShownStatement.of(padded)).endsWith("CATALOG c USING x WITH (p = '***')");
    }

    @Test
    void othersAreShownAsTheyAre() {
        String sql = "SELECT 'a', catalog FROM created WHERE x = 'create a catalog'";

        assertThat(ShownStatement.of(sql)).isEqualTo(sql);
    }
}
