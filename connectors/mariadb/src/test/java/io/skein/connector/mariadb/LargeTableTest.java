package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.testkit.Rows;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LargeTableTest {
    private static final int ROWS = 3_000_000;
    private static final long MOST_BYTES = 16 << 20;

    /** The allocator refuses more, and the rows of the table are many times that. */
    @Test
    @Tag("full")
    void isReadInBoundedMemory() {
        LocalMariaDb server = LocalMariaDb.shared();
        String database = server.database();
        server.run("USE " + database + "; CREATE TABLE " + database
                + ".large (n int PRIMARY KEY, t varchar(100)) AS SELECT seq AS n, repeat('x', 100) AS t"
                + " FROM seq_1_to_" + ROWS);
        SchemaTableName name = new SchemaTableName(database, "large");
        try (var connector = server.connect(Map.of());
                var allocator = new RootAllocator(MOST_BYTES)) {
            var table = Rows.table(connector, name);
            var columns = Rows.columns(connector, table);
            long sum = 0;
            try (SplitSource splits = connector.splitManager().splits(table, columns, Constraint.ALL);
                    var source = connector
                            .pageSourceProvider()
                            .orElseThrow()
                            .open((Split.PageSplit) splits.next(1).getFirst(), columns, allocator)) {
                while (source.next()) {
                    IntVector numbers = (IntVector) source.root().getVector(0);
                    for (int row = 0; row < source.root().getRowCount(); row++) {
                        sum += numbers.get(row);
                    }
                }
            }
            assertThat(sum).isEqualTo(ROWS * (ROWS + 1L) / 2);
        } finally {
            server.run("DROP DATABASE " + database);
        }
    }
}
