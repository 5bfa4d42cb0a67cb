package io.skein.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.faults.Fault.Kill;
import io.skein.tests.faults.Fault.Moment;
import io.skein.tests.faults.Fault.Restart;
import io.skein.tests.faults.Fault.Storage;
import io.skein.tests.server.Counters;
import io.skein.tests.server.Services;
import io.skein.tests.storage.StorageProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Rounds of statements and faults; each round's are determined by the seed and its number, and each prints what came of it. */
final class FaultRounds {
    private static final int MAINTENANCE = 25;
    private static final int STATEMENT_SECONDS = 240;
    private static final Duration MOMENT_PATIENCE = Duration.ofSeconds(20);
    private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(90);

    private final Services cluster;
    private final StorageProxy proxy;
    private final List<FaultyTable> tables;
    private final long seed;
    private final List<String> problems = new ArrayList<>();
    /** Of each table, how its batches of rows can be found again. */
    private final List<List<Change.Insert>> batches = List.of(new ArrayList<>(), new ArrayList<>());

    private long done;

    FaultRounds(Services cluster, StorageProxy proxy, List<FaultyTable> tables, long seed) {
        this.cluster = cluster;
        this.proxy = proxy;
        this.tables = tables;
        this.seed = seed;
    }

    /** Fails with all that was wrong. */
    void run(int rounds) {
        System.out.printf("%d rounds with seed %d%n", rounds, seed);
        for (int round = 1; round <= rounds; round++) {
            round(round);
            if (round % MAINTENANCE == 0 || round == rounds) {
                for (FaultyTable table : tables) {
                    report("maintenance after round " + round + " of " + table.name(), table.checkMaintenance(cluster));
                }
            }
        }
        assertThat(problems).as("seed %d", seed).isEmpty();
        assertThat(done).as("statements that were done, seed %d", seed).isPositive();
    }

    private void round(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        boolean pair = random.nextBoolean();
        Fault fault = pair && random.nextInt(4) == 0 ? new Fault.None() : Fault.any(random);
        int place = fault instanceof Storage ? 1 : random.nextInt(2);
        FaultyTable table = tables.get(place);
        List<Change> changes = new ArrayList<>();
        changes.add(change(random, place, number * 2L));
        if (pair) {
            changes.add(change(random, place, number * 2L + 1));
        }
        // Later rounds merge with these rows, whether they came or not.
        changes.stream()
                .filter(Change.Insert.class::isInstance)
                .map(Change.Insert.class::cast)
                .forEach(batches.get(place)::add);
        long began = System.nanoTime();
        String what = "round " + number + ": " + table.name() + ", " + fault;
        List<Attempt> attempts = attempt(table, changes, fault);
        what += ", " + attempts + ", " + (System.nanoTime() - began) / 1_000_000 + " ms";
        System.out.println(what);
        done += attempts.stream()
                .filter(attempt -> attempt.outcome() == Attempt.Outcome.DONE)
                .count();
        List<String> wrong = new ArrayList<>();
        try {
            Counters.awaitNothingHeld(cluster, RELEASE_PATIENCE);
        } catch (ConditionTimeoutException held) {
            wrong.add("held: " + held.getMessage());
        }
        wrong.addAll(table.checkRows(cluster, attempts));
        wrong.addAll(table.checkFiles(cluster, fault));
        report(what, wrong);
    }

    private void report(String where, List<String> wrong) {
        for (String problem : wrong) {
            System.out.println("DIFFERENCE (seed " + seed + ") in " + where + ": " + problem);
            problems.add(where + ": " + problem);
        }
    }

    private Change change(SplittableRandom random, int place, long number) {
        List<Change.Insert> known = batches.get(place);
        int kind = known.isEmpty() ? 0 : random.nextInt(10);
        if (kind < 4) {
            return new Change.Insert(number, random.nextInt((int) Change.GROUP) * 2L);
        }
        if (kind < 8) {
            Change.Insert batch = known.get(known.size() - 1 - random.nextInt(Math.min(4, known.size())));
            return new Change.Merge(batch.batch(), batch.share(), number);
        }
        return new Change.Optimize();
    }

    private List<Attempt> attempt(FaultyTable table, List<Change> changes, Fault fault) {
        Set<String> before = table.files();
        if (fault instanceof Storage storage) {
            proxy.breakNext(storage.requests().predicate(), storage.fault(), storage.times());
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            List<CompletableFuture<Attempt>> running = changes.stream()
                    .map(change ->
                            CompletableFuture.supplyAsync(() -> Attempt.of(cluster, change, table.name()), clients))
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            if (fault instanceof Kill kill) {
                awaitMoment(kill.moment(), table, before, all);
                cluster.kill(kill.service());
                if (kill.restart() == Restart.WHEN_STATEMENTS_HAVE_ENDED) {
                    join(all);
                }
                cluster.restart(kill.service());
            }
            join(all);
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            proxy.heal();
        }
    }

    private static void join(CompletableFuture<Void> all) {
        try {
            all.get(STATEMENT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new AssertionError("a statement does not end", stuck);
        }
    }

    /** Returns early when the statements have ended. */
    private static void awaitMoment(Moment moment, FaultyTable table, Set<String> before, CompletableFuture<Void> all) {
        switch (moment) {
            case Moment.Later(long milliseconds) -> {
                try {
                    all.get(milliseconds, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException | TimeoutException itIsTime) {
                    return;
                }
            }
            case Moment.FirstFile(String suffix) -> {
                try {
                    Awaitility.await()
                            .atMost(MOMENT_PATIENCE)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> all.isDone()
                                    || fresh(table.files(), before).stream().anyMatch(file -> file.endsWith(suffix)));
                } catch (ConditionTimeoutException never) {
                    return;
                }
            }
        }
    }

    private static Set<String> fresh(Set<String> now, Set<String> before) {
        Set<String> fresh = new HashSet<>(now);
        fresh.removeAll(before);
        return fresh;
    }
}
