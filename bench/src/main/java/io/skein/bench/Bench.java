package io.skein.bench;

import java.util.List;

/** Entry point: {@code tpch | latency | planning | s3 | trino | splits | download} and options. */
public final class Bench {
    private static final int WARM_UP_RUNS = 1000;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments, 1);
        switch (arguments[0]) {
            case "tpch" -> TpchBench.run(options);
            case "latency" -> latency(options);
            case "planning" -> PlanningBench.run(options);
            case "s3" -> S3Bench.run(options);
            case "trino" -> TrinoBench.run(options);
            case "splits" -> SplitsBench.run(options);
            case "download" -> download(options);
            default -> throw new IllegalArgumentException("unknown benchmark " + arguments[0]);
        }
    }

    /** {@code SELECT 1} over both doors. */
    private static void latency(Options options) throws Exception {
        int runs = options.number("runs", 300);
        List<Contender> doors = List.of(
                new FlightSqlContender(options.text("flight", "127.0.0.1:32010"), "tpch", "tiny"),
                JdbcContender.trino("REST", options.text("http", "127.0.0.1:8080"), "tpch", "tiny"));
        for (Contender door : doors) {
            try (door) {
                Sample.of(WARM_UP_RUNS, door, "SELECT 1");
                Sample sample = Sample.of(runs, door, "SELECT 1");
                String name = door instanceof FlightSqlContender ? "Flight SQL" : "REST (JDBC)";
                System.out.printf(
                        "SELECT 1 over %-12s p50 %.1f ms, p95 %.1f ms, best %.1f ms (%d runs)%n",
                        name, sample.median(), sample.quantile(0.95), sample.best(), runs);
            }
        }
    }

    /** All of lineitem over Flight SQL. */
    private static void download(Options options) throws Exception {
        try (Contender skein = new FlightSqlContender(
                options.text("flight", "127.0.0.1:32010"), "iceberg", options.text("schema", "tpch_sf1"))) {
            for (int run = 0; run < options.number("runs", 3); run++) {
                long start = System.nanoTime();
                long rows = skein.run("SELECT * FROM lineitem");
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "lineitem: %d rows in %.2f s, %.2f million rows/s%n", rows, seconds, rows / seconds / 1e6);
            }
        }
    }
}
