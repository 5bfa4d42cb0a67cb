package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDefinition;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import io.skein.spi.connector.Spelling;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All catalogs by name. One that cannot be made is kept as broken and never stands in the others' way. */
public final class Catalogs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Catalogs.class.getName());

    private final Map<String, ConnectorFactory> factories;
    private final OldVersions oldVersions;
    private final RetiredVersions retired;
    private final int processes;
    private volatile Map<String, CatalogState> states = Map.of();

    /**
     * @param oldVersions how long statements that have begun go on with a version that was replaced or removed
     * @param processes how many have connectors of the catalogs: this one and each worker
     */
    public Catalogs(Iterable<ConnectorFactory> factories, OldVersions oldVersions, int processes) {
        this.oldVersions = oldVersions;
        this.retired = new RetiredVersions(oldVersions);
        this.processes = processes;
        Map<String, ConnectorFactory> byName = new TreeMap<>();
        factories.forEach(factory -> byName.put(factory.name(), factory));
        this.factories = byName;
    }

    /** Makes these the catalogs: what is equal stays as it is, what is new or changed is made, the rest goes. */
    public synchronized void update(List<CatalogDefinition> definitions) {
        Map<String, CatalogState> before = states;
        Map<String, CatalogState> after = definitions.stream()
                .collect(Collectors.toMap(
                        CatalogDefinition::name,
                        definition -> next(before.get(definition.name()), definition),
                        (first, second) -> first,
                        TreeMap::new));
        before.forEach((name, state) -> {
            if (after.get(name) != state && state instanceof CatalogState.Working working) {
                retired.add(working);
            }
        });
        states = after;
    }

    /** Statements still run on this version. */
    public void keep(String name, long version) {
        retired.keep(name, version);
    }

    /** Lets go of old versions that nobody needs. */
    public void sweep() {
        retired.sweep();
    }

    /** Whether the connector can be made; fails with INVALID_CATALOG_PROPERTY and the reason when it cannot. */
    public void check(CatalogDefinition.Readable definition) {
        connector(definition).close();
    }

    private Connector connector(CatalogDefinition.Readable definition) {
        @Nullable ConnectorFactory factory = factories.get(definition.connector());
        if (factory == null) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_CATALOG_PROPERTY,
                    "There is no connector '" + definition.connector() + "'"
                            + Spelling.likely(definition.connector(), factories.keySet())
                                    .map(near -> ", did you mean '" + near + "'? There are ")
                                    .orElse("; there are ")
                            + String.join(", ", factories.keySet()));
        }
        try {
            return factory.create(definition.name(), definition.properties(), processes);
        } catch (SkeinException refused) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_CATALOG_PROPERTY, String.valueOf(refused.getMessage()), refused);
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(System.Logger.Level.WARNING, "Catalog " + definition.name() + " could not be made", failure);
            throw new SkeinException(
                    StandardErrorCode.INVALID_CATALOG_PROPERTY,
                    "The connector could not be made: " + failure.getMessage(),
                    failure);
        }
    }

    /** How many processes have connectors of the catalogs. */
    public int processes() {
        return processes;
    }

    /** Whether there is a catalog of the name, working or not. */
    public boolean contains(String name) {
        return states.containsKey(name);
    }

    /** In alphabetic order. */
    public List<CatalogInfo> list() {
        return states.values().stream().map(Catalogs::info).toList();
    }

    /**
     * The version that the call means while it is there, else the one of now. CATALOG_NOT_FOUND when there is none, CATALOG_UNAVAILABLE with the reason when
     * it is broken.
     */
    public CatalogInfo describe(String name) {
        return info(wanted(name));
    }

    /** How it was made, whether it works or not; CATALOG_NOT_FOUND when there is none. */
    public ShownCatalog show(String name) {
        @Nullable CatalogState state = states.get(name);
        if (state == null) {
            throw notFound(name);
        }
        Optional<String> failure =
                state instanceof CatalogState.Broken broken ? Optional.of(broken.reason()) : Optional.empty();
        return switch (state.definition()) {
            case CatalogDefinition.Readable definition ->
                new ShownCatalog(name, definition.connector(), masked(definition), failure);
            case CatalogDefinition.Unreadable _ -> new ShownCatalog(name, "", Map.of(), failure);
        };
    }

    private Map<String, String> masked(CatalogDefinition.Readable definition) {
        @Nullable ConnectorFactory factory = factories.get(definition.connector());
        return factory == null
                ? MaskedProperties.all(definition.written())
                : MaskedProperties.of(definition.written(), factory.secrets());
    }

    /** Takes the connector for use, with the same errors as {@link #describe}. */
    public ConnectorLease lease(String name) {
        while (true) {
            Optional<ConnectorLease> lease = wanted(name).use().lease();
            if (lease.isPresent()) {
                return lease.get();
            }
            // Retired between look-up and lease: the state that replaced it is already there.
            Thread.onSpinWait();
        }
    }

    /** Uses the connector for the length of a call. */
    public <R> R use(String name, Function<ConnectorLease, R> work) {
        try (ConnectorLease lease = lease(name)) {
            return work.apply(lease);
        }
    }

    @Override
    public void close() {
        update(List.of());
        retired.clear();
    }

    private CatalogState next(@Nullable CatalogState before, CatalogDefinition definition) {
        if (before != null && before.definition().equals(definition)) {
            return before;
        }
        CatalogState state = switch (definition) {
            case CatalogDefinition.Readable readable -> make(readable);
            case CatalogDefinition.Unreadable unreadable ->
                new CatalogState.Broken(unreadable, Versions.of(unreadable), unreadable.reason());
        };
        String verb = before == null ? "added" : "changed";
        switch (state) {
            case CatalogState.Working working ->
                LOG.log(
                        System.Logger.Level.INFO,
                        "Catalog {0} {1}: {2}",
                        definition.name(),
                        verb,
                        working.definition().connector());
            case CatalogState.Broken broken ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Catalog {0} cannot be used: {1}",
                        definition.name(),
                        broken.reason());
        }
        return state;
    }

    private CatalogState make(CatalogDefinition.Readable definition) {
        long version = Versions.of(definition);
        try {
            return new CatalogState.Working(
                    definition, version, new ConnectorUse(definition.name(), connector(definition)));
        } catch (SkeinException refused) {
            return new CatalogState.Broken(definition, version, String.valueOf(refused.getMessage()));
        }
    }

    private CatalogState.Working wanted(String name) {
        long version = oldVersions.wanted().getAsLong();
        @Nullable CatalogState now = states.get(name);
        return version == 0 || now != null && now.version() == version
                ? working(name)
                : retired.find(name, version).orElseGet(() -> working(name));
    }

    private CatalogState.Working working(String name) {
        @Nullable CatalogState state = states.get(name);
        if (state == null) {
            throw notFound(name);
        }
        return switch (state) {
            case CatalogState.Working working -> working;
            case CatalogState.Broken broken ->
                throw new SkeinException(
                        StandardErrorCode.CATALOG_UNAVAILABLE,
                        "Catalog '" + name + "' cannot be used: " + broken.reason());
        };
    }

    private static CatalogInfo info(CatalogState state) {
        String name = state.definition().name();
        return switch (state) {
            case CatalogState.Working(CatalogDefinition.Readable definition, long version, ConnectorUse use) ->
                new CatalogInfo(
                        name,
                        definition.connector(),
                        definition.properties(),
                        version,
                        use.connector().dynamicFilterWait(),
                        Optional.empty());
            case CatalogState.Broken(CatalogDefinition.Readable definition, long version, String reason) ->
                new CatalogInfo(name, definition.connector(), Map.of(), version, Duration.ZERO, Optional.of(reason));
            case CatalogState.Broken(CatalogDefinition.Unreadable definition, long version, String reason) ->
                new CatalogInfo(name, "", Map.of(), version, Duration.ZERO, Optional.of(reason));
        };
    }

    private static SkeinException notFound(String name) {
        return new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + name + "' not found");
    }
}
