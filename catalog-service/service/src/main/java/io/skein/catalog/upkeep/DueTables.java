package io.skein.catalog.upkeep;

import io.skein.catalog.registry.CatalogInfo;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.ConnectorLease;
import io.skein.spi.connector.ConnectorUpkeep;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.UpkeepStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose turn it is, and the steps that coordinators have taken. A table is here once, so that within this service no two work on it. Holds
 * names alone: a catalog that changes or goes takes its tables' turns with it. Thread-safe.
 */
public final class DueTables {
    private static final System.Logger LOG = System.getLogger(DueTables.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Catalogs catalogs;
    private final InstantSource clock;
    private final Map<String, Check> checks = new HashMap<>();
    private final Set<Table> waiting = new LinkedHashSet<>();
    // Those that are not waiting, since somebody looks at them or works on them.
    private final Set<Table> busy = new HashSet<>();
    private final Map<String, Taken> taken = new HashMap<>();

    /** @param clock what is due, and who is late, goes by it */
    public DueTables(Catalogs catalogs, InstantSource clock) {
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /** Looks through the tables of each catalog whose time it is, and takes back what its coordinator has not reported on. To be called every now and then. */
    public void check() {
        List<CatalogInfo> working = catalogs.list().stream()
                .filter(catalog -> catalog.failure().isEmpty())
                .toList();
        synchronized (this) {
            checks.keySet().retainAll(working.stream().map(CatalogInfo::name).toList());
        }
        working.forEach(this::check);
        giveUp();
    }

    private void check(CatalogInfo catalog) {
        try (ConnectorLease lease = catalogs.lease(catalog.name())) {
            Optional<ConnectorUpkeep> upkeep = lease.connector().upkeep();
            if (upkeep.isEmpty()
                    || !upkeep.get().checkInterval().isPositive()
                    || !isTime(catalog, upkeep.get().checkInterval())) {
                return;
            }
            List<SchemaTableName> due = upkeep.get().due();
            synchronized (this) {
                due.stream()
                        .map(name -> new Table(catalog.name(), name))
                        .filter(table -> !busy.contains(table))
                        .forEach(waiting::add);
            }
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "The upkeep of catalog " + catalog.name() + " has to wait", failure);
        }
    }

    /** The first check comes an interval after the catalog: one that goes at once is left alone. */
    private synchronized boolean isTime(CatalogInfo catalog, Duration interval) {
        Instant now = clock.instant();
        @Nullable Check last = checks.get(catalog.name());
        if (last == null || last.version() != catalog.version()) {
            checks.put(catalog.name(), new Check(catalog.version(), now));
            return false;
        }
        if (now.isBefore(last.at().plus(interval))) {
            return false;
        }
        checks.put(catalog.name(), new Check(catalog.version(), now));
        return true;
    }

    private void giveUp() {
        Instant limit = clock.instant().minus(PATIENCE);
        List<String> late;
        synchronized (this) {
            late = taken.entrySet().stream()
                    .filter(entry -> entry.getValue().reported().isBefore(limit))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        late.forEach(id -> end(id, Optional.of("the coordinator that had it in hand was lost")));
    }

    /** A step for whoever asks, under an id to report by. What the table needs is found out now, not when it was looked at. */
    public Optional<Offer> take() {
        for (Optional<Table> table = poll(); table.isPresent(); table = poll()) {
            Optional<UpkeepStep> step = next(table.get());
            if (step.isPresent()) {
                String id = UUID.randomUUID().toString();
                synchronized (this) {
                    taken.put(id, new Taken(table.get(), step.get(), clock.instant()));
                }
                return Optional.of(new Offer(id, step.get().statement()));
            }
            synchronized (this) {
                busy.remove(table.get());
            }
        }
        return Optional.empty();
    }

    private synchronized Optional<Table> poll() {
        Iterator<Table> tables = waiting.iterator();
        if (!tables.hasNext()) {
            return Optional.empty();
        }
        Table table = tables.next();
        tables.remove();
        busy.add(table);
        return Optional.of(table);
    }

    private Optional<UpkeepStep> next(Table table) {
        try {
            return catalogs.use(
                    table.catalog(), lease -> lease.connector().upkeep().flatMap(upkeep -> upkeep.next(table.name())));
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "The upkeep of " + table + " is left out", failure);
            return Optional.empty();
        }
    }

    /** Takes note that a step is being worked on; false when it has been given up. */
    public synchronized boolean working(String id) {
        @Nullable
        Taken step = taken.computeIfPresent(id, (_, known) -> new Taken(known.table(), known.step(), clock.instant()));
        return step != null;
    }

    /** Takes note of how a step has ended; its table is next, if it needs more. Nothing happens for one that has been given up. */
    public void end(String id, Optional<String> failure) {
        @Nullable Taken step;
        synchronized (this) {
            step = taken.remove(id);
        }
        if (step == null) {
            return;
        }
        try (ConnectorLease lease = catalogs.lease(step.table().catalog())) {
            lease.connector().upkeep().ifPresent(upkeep -> upkeep.ended(step.step(), failure));
        } catch (RuntimeException gone) {
            LOG.log(System.Logger.Level.DEBUG, "Nobody wants to know of the upkeep of " + step.table(), gone);
        }
        putFirst(step.table());
    }

    private synchronized void putFirst(Table table) {
        busy.remove(table);
        List<Table> others = new ArrayList<>(waiting);
        waiting.clear();
        waiting.add(table);
        waiting.addAll(others);
    }

    /** A step that has been handed out. */
    public record Offer(String id, String statement) {}

    private record Table(String catalog, SchemaTableName name) {}

    private record Check(long version, Instant at) {}

    private record Taken(Table table, UpkeepStep step, Instant reported) {}
}
