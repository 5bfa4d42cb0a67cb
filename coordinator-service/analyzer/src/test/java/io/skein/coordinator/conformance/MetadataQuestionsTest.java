package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.function.FunctionRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the catalogs are asked for queries of metadata: no more than their WHERE needs. */
class MetadataQuestionsTest {
    private static final String COLUMNS = "SELECT column_name FROM c.information_schema.columns ";

    private final AskedCatalogs catalogs = new AskedCatalogs();
    private final LocalSession session = new LocalSession();

    private List<String> asked(String sql) {
        new StatementPlanner(catalogs, FunctionRegistry.standard()).plan(sql, session.view());
        return catalogs.questions();
    }

    @Test
    void aTableThatIsNamedIsLookedUp() {
        assertThat(asked(COLUMNS + "WHERE table_schema = 'one' AND table_name = 'b'"))
                .containsOnly("one.b");
        assertThat(asked(COLUMNS + "WHERE 'one' = table_schema AND table_name IN ('b', 'nope')"))
                .containsOnly("one.b", "one.nope");
        assertThat(asked(COLUMNS + "WHERE table_schema = 'one' AND (table_name = 'b' OR table_name = 'ac')"))
                .containsOnly("one.ac", "one.b");
        assertThat(asked(COLUMNS + "WHERE table_schema LIKE 'one' AND table_name LIKE 'a\\_' ESCAPE '\\'"))
                .containsOnly("one.a_");
        assertThat(
                        asked(
                                "SELECT * FROM system.jdbc.columns WHERE table_cat = 'c' AND table_schem = 'two' AND table_name = 'b'"))
                .containsOnly("two.b");
    }

    @Test
    void ofASchemaThatIsNamedOnlyThatIsListed() {
        assertThat(asked("SELECT * FROM c.information_schema.tables WHERE table_schema = 'two'"))
                .containsExactly("tables of two");
        assertThat(asked("SELECT * FROM c.information_schema.tables WHERE table_schema IN ('two', 'one')"))
                .containsExactly("tables of one", "tables of two");
        assertThat(asked("SELECT * FROM c.information_schema.views WHERE table_schema = 'information_schema'"))
                .isEmpty();
        assertThat(asked("SELECT * FROM system.jdbc.tables WHERE table_cat = 'c' AND table_schem LIKE 'two'"))
                .containsExactly("tables of two");
        assertThat(asked("SHOW TABLES FROM c.one")).containsExactly("tables of one");
    }

    @Test
    void columnsAreAskedOfTablesThatArePossible() {
        assertThat(asked(COLUMNS + "WHERE table_schema = 'one' AND table_name LIKE 'a%'"))
                .containsExactly("tables of one", "one.ab", "one.ac");
        assertThat(asked("SELECT * FROM system.metadata.table_comments"
                        + " WHERE catalog_name = 'c' AND schema_name = 'two' AND table_name LIKE '_b'"))
                .containsExactly("tables of two", "two.ab");
    }

    @Test
    void aNameWithoutASchemaIsLookedUpInEach() {
        assertThat(asked(COLUMNS + "WHERE table_name = 'b'"))
                .contains("schemas", "one.b", "two.b")
                .doesNotContain("tables of all");
    }

    @Test
    void aliasesAndJoinsKeepTheirTablesApart() {
        assertThat(
                        asked(
                                "SELECT 1 FROM c.information_schema.columns AS k WHERE k.table_schema = 'one' AND k.table_name = 'b'"))
                .containsOnly("one.b");
        assertThat(asked("SELECT 1 FROM c.information_schema.tables t LEFT JOIN c.information_schema.columns k"
                        + " ON t.table_name = k.table_name"
                        + " WHERE t.table_schema = 'two' AND k.table_schema = 'one' AND k.table_name = 'ab'"))
                .containsOnly("tables of two", "one.ab");
    }

    @Test
    void anotherCatalogHasNothing() {
        assertThat(asked(COLUMNS + "WHERE table_catalog = 'd'")).isEmpty();
        assertThat(asked("SELECT * FROM system.jdbc.tables WHERE table_cat = 'd'"))
                .isEmpty();
    }

    @Test
    void parametersCountAsTheirValues() {
        session.follow(new io.skein.coordinator.statement.StatementPlan.CoordinatorCommand.Prepare(
                "q", COLUMNS + "WHERE table_schema = ? AND table_name = ?"));

        assertThat(asked("EXECUTE q USING 'one', 'ac'")).containsOnly("one.ac");
    }

    @Test
    void withoutAWhereAllIsListed() {
        assertThat(asked("SELECT * FROM c.information_schema.tables")).containsExactly("tables of all");
    }
}
