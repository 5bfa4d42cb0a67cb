package io.skein.catalog.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Versions of catalogs that are not listed any more, as long as somebody may need them. Thread-safe. */
final class RetiredVersions {
    private static final System.Logger LOG = System.getLogger(RetiredVersions.class.getName());

    private final OldVersions rules;
    private final List<Kept> kept = new ArrayList<>();

    RetiredVersions(OldVersions rules) {
        this.rules = rules;
    }

    private static final class Kept {
        private final CatalogState.Working state;
        private long needed;

        private Kept(CatalogState.Working state, long needed) {
            this.state = state;
            this.needed = needed;
        }

        private boolean is(String catalog, long version) {
            return state.version() == version && state.definition().name().equals(catalog);
        }
    }

    void add(CatalogState.Working state) {
        synchronized (this) {
            kept.add(new Kept(state, rules.clock().getAsLong()));
        }
        sweep();
    }

    synchronized Optional<CatalogState.Working> find(String catalog, long version) {
        return kept.stream()
                .filter(each -> each.is(catalog, version))
                .map(each -> each.state)
                .findFirst();
    }

    /** Somebody needs it. */
    synchronized void keep(String catalog, long version) {
        kept.stream()
                .filter(each -> each.is(catalog, version))
                .forEach(each -> each.needed = rules.clock().getAsLong());
    }

    /** Lets go of those that nobody has needed for the time of grace. Nobody waits for another's connections to close. */
    void sweep() {
        List<CatalogState.Working> gone = new ArrayList<>();
        synchronized (this) {
            long now = rules.clock().getAsLong();
            kept.removeIf(old -> {
                boolean over = now - old.needed >= rules.grace().toNanos();
                if (over) {
                    gone.add(old.state);
                }
                return over;
            });
        }
        gone.forEach(RetiredVersions::retire);
    }

    void clear() {
        List<CatalogState.Working> gone = new ArrayList<>();
        synchronized (this) {
            kept.forEach(old -> gone.add(old.state));
            kept.clear();
        }
        gone.forEach(RetiredVersions::retire);
    }

    private static void retire(CatalogState.Working old) {
        LOG.log(
                System.Logger.Level.INFO,
                "An old version of catalog {0} goes",
                old.definition().name());
        old.use().retire();
    }
}
