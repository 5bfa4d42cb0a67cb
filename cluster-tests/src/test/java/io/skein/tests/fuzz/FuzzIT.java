package io.skein.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.conformance.Answer;
import io.skein.tests.conformance.Comparison;
import io.skein.tests.conformance.RestSession;
import io.skein.tests.server.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Asks random statements of one fragment, of the same fragment as analysed, and of two workers that must distribute, with dynamic filters and without. The properties
 * {@code skein.fuzz.statements} and {@code skein.fuzz.seed} say how many and which; statement {@code n} depends on seed + n alone.
 */
@Tag("full")
class FuzzIT {
    private static final int STATEMENTS = Integer.getInteger("skein.fuzz.statements", 2_000);
    private static final long SEED = Long.getLong("skein.fuzz.seed", 20261123L);
    private static final int CLIENTS = 2;
    private static final int MOST_DIFFERENCES = 20;
    private static final int PROGRESS = 5_000;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();

    /** The same tables in a catalog whose scans wait for dynamic filters. */
    @BeforeAll
    static void copyTables() throws IOException, InterruptedException {
        RestSession session = new RestSession(Servers.cluster().httpAddress());
        List<String> statements = new ArrayList<>(List.of("CREATE SCHEMA iceberg.fuzz"));
        Table.ALL.forEach(table ->
                statements.add("CREATE TABLE iceberg.fuzz.%1$s AS SELECT * FROM %1$s".formatted(table.name())));
        for (String statement : statements) {
            assertThat(session.execute(statement).failure()).as(statement).isEmpty();
        }
    }

    private static RestSession lake(String dynamicFiltering) throws IOException, InterruptedException {
        RestSession session = new RestSession(Servers.cluster().httpAddress());
        session.execute("USE iceberg.fuzz");
        session.setProperty("distribution", "FORCED");
        session.setProperty("iceberg.dynamic_filtering_wait_timeout", "20s");
        session.setProperty("enable_dynamic_filtering", dynamicFiltering);
        return session;
    }

    @Test
    void allWaysToRunAStatementAgree() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<? extends Future<?>> runs = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> clients.submit(this::askAll))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        }
        System.out.printf(
                "%d random statements from seed %d: %d answered, %d differences%n",
                STATEMENTS, SEED, answered.get(), differences.size());
        assertThat(differences).as("seed %d", SEED).isEmpty();
        assertThat(answered.get()).isGreaterThan(STATEMENTS * 95 / 100);
    }

    private @Nullable Void askAll() throws IOException, InterruptedException {
        RestSession single = new RestSession(Servers.standalone().httpAddress());
        RestSession analysed = new RestSession(Servers.standalone().httpAddress());
        analysed.setProperty("plan_optimization", "NONE");
        RestSession distributed = new RestSession(Servers.cluster().httpAddress());
        distributed.setProperty("distribution", "FORCED");
        RestSession filtered = lake("true");
        RestSession unfiltered = lake("false");
        for (int n = next.getAndIncrement();
                n < STATEMENTS && differences.size() < MOST_DIFFERENCES;
                n = next.getAndIncrement()) {
            long seed = SEED + n;
            String sql = new Queries(seed).statement();
            Answer expected = single.execute(sql);
            if (expected.failure().isPresent()) {
                differs("seed %d: fails: %s%n%s"
                        .formatted(seed, expected.failure().get(), sql));
                continue;
            }
            if (answered.incrementAndGet() % PROGRESS == 0) {
                System.out.printf(
                        "%d random statements answered, %d differences%n", answered.get(), differences.size());
            }
            compare("not optimized", seed, sql, expected, analysed.execute(sql));
            compare("distributed", seed, sql, expected, distributed.execute(sql));
            compare("dynamic filters", seed, sql, unfiltered.execute(sql), filtered.execute(sql));
        }
        return null;
    }

    private void compare(String way, long seed, String sql, Answer expected, Answer got) {
        Comparison.difference(expected, got, Comparison.Rows.AS_A_BAG)
                .ifPresent(what -> differs(
                        "seed %d, %s: %s; %s and %s%n%s".formatted(seed, way, what, text(expected), text(got), sql)));
    }

    /** Said at once too: a long run may be cut off. */
    private void differs(String difference) {
        differences.add(difference);
        System.out.println(difference);
    }

    private static String text(Answer answer) {
        return answer.failure()
                .map(Object::toString)
                .orElseGet(() -> answer.rows().size() + " rows");
    }
}
