package io.skein.coordinator.schedule;

import io.skein.coordinator.dynamicfilter.KeyDomains;
import io.skein.coordinator.dynamicfilter.KeyPredicates;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.proto.v1.Split;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.error.SkeinException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A query's dynamic filters while it runs: what build sides have said, and the scans that are held back for it. A build side never waits for the scans that
 * wait for it: in the plan it is to their right, and a task whose output fills up says that it does not know.
 */
final class DynamicFilters {
    private final List<BuildSide> builds = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Map<Scan, Duration> waited = new ConcurrentHashMap<>();
    private final Map<Scan, FilterReport.Splits> splits = new ConcurrentHashMap<>();

    /** Which scan of which fragment. */
    private record Scan(int fragment, String input) {
        static Scan of(DynamicFilter filter) {
            return new Scan(filter.probe().fragment(), filter.probe().input());
        }
    }

    DynamicFilters(List<DynamicFilter> filters, Layout layout) {
        for (DynamicFilter filter : filters) {
            builds.add(new BuildSide(
                    filter,
                    layout.tasks(filter.build().fragment()).stream()
                            .map(PlacedTask::id)
                            .collect(Collectors.toSet())));
        }
    }

    void heard(TaskReport report) {
        for (BuildSide build : builds) {
            if (build.filter().build().fragment() == report.id().stage().number()) {
                build.heard(report);
            }
        }
    }

    /** Nobody waits any more. */
    void stop() {
        over.complete(null);
    }

    /** Whether a filter is meant for this scan. */
    boolean concern(int fragment, Input.Scan scan) {
        return !of(new Scan(fragment, scan.name())).isEmpty();
    }

    /** Waits for what the filters of this scan say, as long as they are worth it, and no longer than the query lasts. */
    Narrowing await(int fragment, Input.Scan scan) {
        Scan key = new Scan(fragment, scan.name());
        List<BuildSide> own = of(key);
        long began = System.nanoTime();
        for (BuildSide build : own) {
            long left = build.filter().patience().toNanos() - (System.nanoTime() - began);
            await(CompletableFuture.anyOf(build.values(), over), Math.max(0, left));
        }
        waited.put(key, Duration.ofNanos(System.nanoTime() - began));
        return narrowing(scan, own);
    }

    private static void await(CompletableFuture<Object> either, long nanos) {
        try {
            either.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        }
    }

    private static Narrowing narrowing(Input.Scan scan, List<BuildSide> builds) {
        Constraint constraint = scan.constraint();
        List<String> predicates = new ArrayList<>();
        for (BuildSide build : builds) {
            DynamicFilter.Probe probe = build.filter().probe();
            Optional<Domain> values = build.values().getNow(Optional.empty());
            if (values.isPresent()) {
                String column = probe.column().name();
                constraint =
                        KeyDomains.narrowed(constraint, column, probe.column().type(), values.get());
                Domain left = Objects.requireNonNull(constraint.domains().get(column));
                if (left.ranges().isEmpty()) {
                    return new Narrowing(constraint, Optional.empty(), true);
                }
                KeyPredicates.of(probe.symbol(), probe.column().type(), left).ifPresent(predicates::add);
            }
        }
        return new Narrowing(
                constraint,
                predicates.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", predicates)),
                false);
    }

    /** These are read of a scan that filters are meant for. */
    void planned(int fragment, Input.Scan scan, List<Split> batch) {
        long rows = batch.stream().mapToLong(Split::getRows).sum();
        long bytes = batch.stream().mapToLong(Split::getBytes).sum();
        splits.merge(
                new Scan(fragment, scan.name()),
                new FilterReport.Splits(batch.size(), rows, bytes),
                (before, more) -> new FilterReport.Splits(
                        before.count() + more.count(), before.rows() + more.rows(), before.bytes() + more.bytes()));
    }

    List<FilterReport> reports() {
        return builds.stream()
                .map(build -> {
                    Scan scan = Scan.of(build.filter());
                    return new FilterReport(
                            build.filter(),
                            build.values().getNow(Optional.empty()),
                            build.collected(),
                            waited.getOrDefault(scan, Duration.ZERO),
                            splits.getOrDefault(scan, FilterReport.Splits.NONE));
                })
                .toList();
    }

    private List<BuildSide> of(Scan scan) {
        return builds.stream()
                .filter(build -> Scan.of(build.filter()).equals(scan))
                .toList();
    }
}
