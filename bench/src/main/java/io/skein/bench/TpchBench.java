package io.skein.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The 22 TPC-H queries on every engine in turn, query by query, so that a busy moment of the machine hits all alike. */
final class TpchBench {
    static final List<String> TABLES =
            List.of("customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier");

    static final int QUERIES = 22;

    /** All queries that often, before any is measured: servers run for days, and the first minutes measure a compiler. */
    private static final int WARM_UP_RUNS = 10;

    private TpchBench() {}

    static void run(Options options) throws Exception {
        String schema = options.text("schema", "tpch_sf1");
        Path warehouse = Path.of(options.text("warehouse", "")).resolve(schema);
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(new FlightSqlContender(options.text("flight", "127.0.0.1:32010"), "iceberg", schema));
            contenders.add(DuckDb.over(warehouse, TABLES));
            if (options.has("trino")) {
                contenders.add(JdbcContender.trino(
                        "Trino", options.text("trino", ""), options.text("trino-catalog", "iceberg"), schema));
            }
            warmUp(contenders, options);
            measure(contenders, options.number("runs", 5));
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    static void warmUp(List<Contender> contenders, Options options) throws Exception {
        int runs = options.number("warm-up", WARM_UP_RUNS);
        for (int number = 1; number <= QUERIES; number++) {
            for (Contender contender : contenders) {
                Sample.of(runs, contender, query(number));
            }
        }
    }

    static void measure(List<Contender> contenders, int runs) throws Exception {
        double[] totals = new double[contenders.size()];
        System.out.print("query");
        contenders.forEach(contender -> System.out.printf("%12s", contender.name()));
        System.out.println("   (ms, best of " + runs + ")");
        for (int number = 1; number <= QUERIES; number++) {
            String sql = query(number);
            System.out.printf("q%02d  ", number);
            for (int index = 0; index < contenders.size(); index++) {
                double best = Sample.of(runs, contenders.get(index), sql).best();
                totals[index] += best;
                System.out.printf("%12.1f", best);
            }
            System.out.println();
        }
        System.out.print("total");
        for (double total : totals) {
            System.out.printf("%12.1f", total);
        }
        System.out.println();
        for (int index = 1; index < contenders.size(); index++) {
            System.out.printf("Skein / %s: %.2f%n", contenders.get(index).name(), totals[0] / totals[index]);
        }
    }

    static String query(int number) throws IOException {
        String resource = "/tpch/q%02d.sql".formatted(number);
        try (InputStream text = TpchBench.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IOException("missing resource " + resource);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
