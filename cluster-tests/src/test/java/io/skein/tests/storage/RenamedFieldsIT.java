package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields within rows are known by their ids: a new name does not lose their values, an old name does not give another field's. */
class RenamedFieldsIT {
    private static final String TABLE = "iceberg.renamed.t";

    static Stream<SkeinProcess> servers() {
        return Stream.of(Servers.standalone(), Servers.cluster());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void oldFilesAreReadByIds(SkeinProcess server) {
        Jdbc.execute(server, "CREATE SCHEMA IF NOT EXISTS iceberg.renamed");
        Jdbc.execute(
                server,
                "CREATE TABLE " + TABLE
                        + " (k integer, w row(x integer, y varchar, deep row(p double)), l array(row(v integer, u varchar)), m map(varchar, row(z bigint)), p varchar)"
                        + " WITH (partitioning = ARRAY['p'])");
        Jdbc.execute(
                server,
                "INSERT INTO " + TABLE
                        + " VALUES (1, ROW(10, 'ten', ROW(1.5)), ARRAY[ROW(100, 'a'), NULL], MAP(ARRAY['k'], ARRAY[ROW(7)]), 'a'),"
                        + " (2, NULL, NULL, NULL, 'b'), (3, ROW(NULL, NULL, NULL), ARRAY[], MAP(), 'b')");
        Jdbc.execute(server, "DELETE FROM " + TABLE + " WHERE k = 2");
        Jdbc.execute(server, "ALTER TABLE " + TABLE + " RENAME COLUMN w.x TO first");
        Jdbc.execute(server, "ALTER TABLE " + TABLE + " RENAME COLUMN w.deep.p TO q");
        Jdbc.execute(server, "ALTER TABLE " + TABLE + " RENAME COLUMN l.element.v TO number");
        Jdbc.execute(server, "ALTER TABLE " + TABLE + " DROP COLUMN w.y");
        Jdbc.execute(server, "ALTER TABLE " + TABLE + " ADD COLUMN w.y varchar");
        Jdbc.execute(
                server,
                "INSERT INTO " + TABLE
                        + " VALUES (4, ROW(40, ROW(4.5), 'new'), ARRAY[ROW(400, 'd')], MAP(ARRAY['n'], ARRAY[ROW(8)]), 'b')");

        String all = "SELECT k, w.first, w.y, w.deep.q, json_format(CAST(l AS json)), element_at(m, 'k').z, p FROM "
                + TABLE + " WHERE element_at(m, 'k') IS NOT NULL OR k > 2 ORDER BY k";
        List<List<Object>> expected = List.of(
                Arrays.asList(1, 10, null, 1.5, "[{\"number\":100,\"u\":\"a\"},null]", 7L, "a"),
                Arrays.asList(3, null, null, null, "[]", null, "b"),
                Arrays.asList(4, 40, "new", 4.5, "[{\"number\":400,\"u\":\"d\"}]", null, "b"));
        assertThat(Jdbc.query(server, all)).isEqualTo(expected);
        assertThat(Jdbc.query(server, "SELECT k FROM " + TABLE + " WHERE w.y IS NULL AND w.first = 10 AND p = 'a'"))
                .containsExactly(List.of(1));

        Jdbc.execute(server, "UPDATE " + TABLE + " SET p = 'c' WHERE w.deep.q = 1.5");
        Jdbc.execute(server, "ALTER TABLE " + TABLE + " EXECUTE optimize");
        assertThat(Jdbc.query(server, all.replace(", p FROM", " FROM")).getFirst())
                .isEqualTo(expected.getFirst().subList(0, 6));
        Jdbc.execute(server, "DROP TABLE " + TABLE);
    }
}
