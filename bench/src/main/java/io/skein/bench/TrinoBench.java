package io.skein.bench;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Skein and a real Trino over the same tables in the same bucket: the TPC-H queries, and CREATE TABLE AS of lineitem. */
final class TrinoBench {
    private TrinoBench() {}

    static void run(Options options) throws Exception {
        String schema = options.text("schema", "tpch_sf1");
        String http = options.text("http", "127.0.0.1:8080");
        String trino = options.text("trino", "");
        try (Contender queries = new FlightSqlContender(options.text("flight", "127.0.0.1:32010"), "lake", schema);
                JdbcContender ours = JdbcContender.trino("Skein", http, "lake", schema);
                JdbcContender theirs = JdbcContender.trino("Trino", trino, "lake", schema)) {
            List<Contender> contenders = List.of(queries, theirs);
            TpchBench.warmUp(contenders, options);
            TpchBench.measure(contenders, options.number("runs", 5));
            write(List.of(ours, theirs), options.number("writes", 4));
        }
    }

    /** In turn; the first write of each is a warm-up. */
    private static void write(List<JdbcContender> contenders, int runs) throws SQLException {
        double[] best = new double[contenders.size()];
        for (int run = 0; run < runs; run++) {
            for (int index = 0; index < best.length; index++) {
                double seconds = write(contenders.get(index));
                best[index] = run <= 1 ? seconds : Math.min(best[index], seconds);
            }
        }
        for (int index = 0; index < best.length; index++) {
            System.out.printf(
                    "CREATE TABLE AS of lineitem: %s %.2f s (best of %d)%n",
                    contenders.get(index).name(), best[index], runs - 1);
        }
        System.out.printf("Trino / Skein: %.2f%n", best[1] / best[0]);
    }

    private static double write(JdbcContender contender) throws SQLException {
        try (Statement statement = contender.connection().createStatement()) {
            long start = System.nanoTime();
            statement.execute("CREATE TABLE lineitem_copy AS SELECT * FROM lineitem");
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("DROP TABLE lineitem_copy");
            return seconds;
        }
    }
}
