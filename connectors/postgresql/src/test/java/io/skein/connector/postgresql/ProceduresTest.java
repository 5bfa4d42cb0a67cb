package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata.FoundTable;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProceduresTest {
    private final LocalPostgres server = LocalPostgres.shared();
    private final String database = server.database();
    // One connection, so that whatever a statement leaves behind is met by the next.
    private final Connector connector = server.connect(database, Map.of("connection-pool.max-size", "1"));
    private final BufferAllocator allocator = new RootAllocator();

    @BeforeEach
    void prepare() {
        server.run(
                database,
                "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN price AS numeric(10,2); CREATE SEQUENCE s;"
                        + "CREATE TABLE t (id int, p price, m mood, \"Tags\" text[]); INSERT INTO t VALUES (1, 2.5, 'ok', '{a,b}'), (2, NULL, 'sad', NULL)");
    }

    @AfterEach
    void close() {
        connector.close();
        allocator.close();
    }

    private ConnectorProcedures procedures() {
        return connector.procedures().orElseThrow();
    }

    private static ProcedureCall call(String name, String query) {
        return new ProcedureCall(
                "system", name, Map.of("QUERY", new ProcedureCall.Value(Type.Varchar.UNBOUNDED, query)), Map.of());
    }

    private FoundTable describe(String query) {
        return procedures().table(call("QUERY", query));
    }

    private List<List<@Nullable Object>> read(String query) {
        FoundTable found = describe(query);
        List<ColumnHandle> columns =
                found.metadata().columns().stream().map(ColumnMetadata::handle).toList();
        return Rows.read(connector, found.handle(), columns, allocator);
    }

    private void execute(String statements) {
        procedures().call(call("EXECUTE", statements));
    }

    private long rows() {
        return server.run(database, "SELECT count(*) FROM t").getFirst().getLong(0);
    }

    @Test
    void aQueryHasTheColumnsThatItsServerGivesIt() {
        FoundTable found = describe(
                "SELECT t.*, p * 2 AS twice, 'x' AS text, count(*) OVER (), ARRAY[1.5]::numeric(3,1)[] FROM t");

        assertThat(found.metadata().columns().stream()
                        .map(column -> column.name() + " " + column.type().displayName()))
                .containsExactly(
                        "id integer",
                        "p decimal(10,2)",
                        "m varchar",
                        "tags array(varchar)",
                        "text varchar",
                        "count bigint",
                        "array array(decimal(3,1))");
    }

    @Test
    void readsWhatTheServerAnswers() {
        assertThat(read("WITH w AS (SELECT id, \"Tags\" FROM t ORDER BY id DESC) SELECT * FROM w -- all of it"))
                .isEqualTo(List.of(Arrays.asList(2, null), List.of(1, List.of("a", "b"))));
        assertThat(read("VALUES (1, 'it''s'), (2, NULL)"))
                .isEqualTo(List.of(List.of(1, "it's"), Arrays.asList(2, null)));
        assertThat(read("TABLE t")).hasSize(2);
    }

    @Test
    void aQueryReadsAndDoesNothingElse() {
        for (String query : List.of(
                "DELETE FROM t",
                "DELETE FROM t RETURNING *",
                "SELECT 1 AS a; DELETE FROM t",
                "SELECT 1 AS a; COMMIT; DELETE FROM t",
                "SELECT 1 AS a) AS q; DELETE FROM t; SELECT * FROM (SELECT 1 AS a",
                "SELECT 1 AS a) AS q, (SELECT 2 AS b",
                "WITH gone AS (DELETE FROM t RETURNING id) SELECT * FROM gone",
                "SELECT id INTO u FROM t",
                "SELECT nextval('s') AS n",
                "SELECT id FROM t FOR UPDATE",
                "COMMIT",
                "",
                "SELECT $1",
                "SELECT 1 AS a\0; DELETE FROM t")) {
            assertThatThrownBy(() -> read(query)).as(query).isInstanceOf(SkeinException.class);
            assertThat(rows()).as(query).isEqualTo(2);
        }
        assertThat(read("SELECT set_config('search_path', 'nowhere', false) AS path"))
                .isEqualTo(List.of(List.of("nowhere")));
        assertThat(read("SELECT current_setting('search_path') AS path"))
                .isEqualTo(List.of(List.of("\"$user\", public")));
    }

    @Test
    void errorsHaveTheServersWords() {
        assertThatThrownBy(() -> describe("SELECT nothing FROM t"))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.COLUMN_NOT_FOUND.code()))
                .hasMessageContaining("Catalog 'pg': ")
                .hasMessageContaining("column \"nothing\" does not exist");
        assertThatThrownBy(() -> describe("SELECT point(1,2)"))
                .hasMessage("The query answers no column of a supported type");
        assertThatThrownBy(() -> read("SELECT 1 / (id - 1) AS x FROM t")).hasMessageContaining("division by zero");
        assertThatThrownBy(() -> procedures().table(new ProcedureCall("system", "QUERY", Map.of(), Map.of())))
                .hasMessage("Argument QUERY cannot be null");
    }

    @Test
    void executesWhateverTheUserMay() {
        execute("CREATE TABLE u (id int); INSERT INTO u SELECT id FROM t");
        assertThat(read("SELECT count(*) FROM u")).isEqualTo(List.of(List.of(2L)));
        execute("VACUUM t");
        assertThatThrownBy(() -> execute("INSERT INTO u VALUES (3); INSERT INTO u VALUES (1 / 0)"))
                .hasMessageContaining("division by zero");
        execute("SET search_path = nowhere");
        assertThatThrownBy(() -> execute("BEGIN; INSERT INTO u VALUES (3)"))
                .hasMessage("The statements left a transaction open, which was rolled back");
        assertThatThrownBy(() -> execute("BEGIN; INSERT INTO public.u VALUES (1 / 0)"))
                .hasMessageContaining("division by zero");
        execute("BEGIN; INSERT INTO u VALUES (3); COMMIT");

        assertThat(read("SELECT count(*) FROM u")).isEqualTo(List.of(List.of(3L)));
    }
}
