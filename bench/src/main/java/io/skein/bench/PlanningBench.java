package io.skein.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Plans each TPC-DS statement by EXPLAIN through the REST door: parsing, analysis with the catalog service's metadata, optimisation for a cluster, and the
 * kernel SQL. Each run's text is its own, so that nothing remembered of an equal statement helps.
 */
final class PlanningBench {
    private static final int WARM_UP_RUNS = 5;

    /** How many of the slowest statements are named. */
    private static final int NAMED = 5;

    private PlanningBench() {}

    static void run(Options options) throws Exception {
        List<Statement> statements = read(Path.of(options.text("statements", "q-tpcds.jsonl")));
        int runs = options.number("runs", 5);
        try (Contender skein = JdbcContender.trino("REST", options.text("http", "127.0.0.1:8080"), "tpcds", "tiny")) {
            for (int run = 0; run < WARM_UP_RUNS; run++) {
                for (Statement statement : statements) {
                    statement.plan(skein, -run - 1);
                }
            }
            List<Planned> planned = new ArrayList<>();
            for (Statement statement : statements) {
                planned.add(new Planned(statement.id(), measured(skein, statement, runs)));
            }
            print(planned, runs);
        }
    }

    private static Sample measured(Contender skein, Statement statement, int runs) throws Exception {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            statement.plan(skein, run);
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return new Sample(times);
    }

    private static void print(List<Planned> planned, int runs) {
        double[] all = planned.stream()
                .flatMapToDouble(each -> Arrays.stream(each.sample().milliseconds()))
                .sorted()
                .toArray();
        Sample total = new Sample(all);
        System.out.printf(
                "EXPLAIN of %d TPC-DS statements: median %.1f ms, p95 %.1f ms, slowest %.1f ms (%d runs each)%n",
                planned.size(), total.median(), total.quantile(0.95), all[all.length - 1], runs);
        planned.stream()
                .sorted(Comparator.comparingDouble(
                                (Planned each) -> each.sample().median())
                        .reversed())
                .limit(NAMED)
                .forEach(each -> System.out.printf(
                        "  %s: median %.1f ms%n", each.id(), each.sample().median()));
    }

    private static List<Statement> read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Statement> statements = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = json.readTree(line);
            if (!node.path("setup").asBoolean()) {
                statements.add(
                        new Statement(node.path("id").asText(), node.path("sql").asText()));
            }
        }
        return statements;
    }

    private record Statement(String id, String sql) {
        void plan(Contender contender, int run) throws Exception {
            contender.run("EXPLAIN " + sql + "\n-- " + run);
        }
    }

    private record Planned(String id, Sample sample) {}
}
