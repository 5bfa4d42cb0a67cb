package io.skein.connector.iceberg.view;

import io.skein.connector.iceberg.table.HiddenTables;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.connector.iceberg.view.Dependencies.State;
import io.skein.connector.iceberg.write.IcebergDefinition;
import io.skein.connector.iceberg.write.Refreshes;
import io.skein.spi.connector.ConnectorMaterializedViews;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.MaterializedView.Freshness;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewBuilder;
import org.jspecify.annotations.Nullable;

/** Materialized views: an Iceberg view beside a table that no listing shows. */
public final class IcebergMaterializedViews implements ConnectorMaterializedViews {
    private final Warehouse warehouse;
    private final ViewStore store;
    private final IcebergDefinition tables;
    private final Refreshes refreshes;
    private final Dependencies dependencies;
    private final Refreshing refreshing;

    /** How a view is refreshed whose query lets both be done. */
    public enum Refreshing {
        FULL,
        INCREMENTAL
    }

    public IcebergMaterializedViews(
            Warehouse warehouse, IcebergDefinition tables, Refreshes refreshes, Refreshing refreshing) {
        this.refreshing = refreshing;
        this.warehouse = warehouse;
        this.store = new ViewStore(warehouse);
        this.tables = tables;
        this.refreshes = refreshes;
        this.dependencies = new Dependencies(warehouse);
    }

    @Override
    public List<SchemaTableName> materializedViews(Optional<String> schema) {
        return store.names(schema).stream()
                .filter(name ->
                        store.find(name).filter(StoredMaterializedView::isOne).isPresent())
                .toList();
    }

    @Override
    public Optional<MaterializedView> materializedView(SchemaTableName name) {
        return stored(name).map(stored -> {
            Optional<Snapshot> kept = kept(stored);
            State state = kept.map(snapshot ->
                            dependencies.state(snapshot.summary(), Instant.ofEpochMilli(snapshot.timestampMillis())))
                    .orElseGet(() -> new State(Freshness.STALE, Optional.empty()));
            return new MaterializedView(
                    stored.definition(),
                    stored.storage(),
                    state.freshness(),
                    state.lastFresh(),
                    kept.filter(_ -> refreshing == Refreshing.INCREMENTAL && state.freshness() == Freshness.STALE)
                            .flatMap(snapshot -> dependencies.added(snapshot.summary())));
        });
    }

    private Optional<StoredMaterializedView> stored(SchemaTableName name) {
        return store.find(name).filter(StoredMaterializedView::isOne).map(StoredMaterializedView::read);
    }

    /** The snapshot that keeps the answer, once there is one. */
    private Optional<Snapshot> kept(StoredMaterializedView stored) {
        return warehouse
                .find(stored.storage())
                .flatMap(storage -> Optional.ofNullable(storage.table().currentSnapshot()))
                .filter(snapshot -> snapshot.summary().containsKey(Dependencies.TABLES));
    }

    @Override
    public void create(SchemaTableName name, MaterializedView.Definition definition, boolean replace) {
        Optional<View> existing = store.find(name);
        if (existing.isPresent() && (!replace || !StoredMaterializedView.isOne(existing.get()))) {
            String kind = StoredMaterializedView.isOne(existing.get()) ? "Materialized view" : "View";
            throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, kind + " already exists: " + name);
        }
        ViewCatalog catalog = store.catalog("createMaterializedView");
        SchemaTableName storage = new SchemaTableName(
                name.schema(),
                HiddenTables.NAME_PREFIX + UUID.randomUUID().toString().replace("-", ""));
        tables.createTable(new TableMetadata(
                storage, StoredView.columns(definition.view()), definition.properties(), Optional.empty()));
        Optional<SchemaTableName> replaced = stored(name).map(StoredMaterializedView::storage);
        try {
            store.changing(name, () -> {
                ViewBuilder builder = catalog.buildView(warehouse.identifier(name));
                new StoredMaterializedView(definition, storage).write(builder);
                View view = replace ? builder.createOrReplace() : builder.create();
                requireWritten(view);
            });
        } catch (SkeinException failure) {
            if (!failure.code().equals(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code())) {
                dropStorage(storage);
            }
            throw failure;
        }
        replaced.ifPresent(this::dropStorage);
    }

    private static void requireWritten(View view) {
        if (!StoredMaterializedView.isOne(view)) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                    "The catalog has not kept the properties of " + view.name());
        }
    }

    @Override
    public void drop(SchemaTableName name) {
        StoredMaterializedView stored = require(name);
        store.changing(name, () -> store.catalog("dropMaterializedView").dropView(warehouse.identifier(name)));
        dropStorage(stored.storage());
    }

    private void dropStorage(SchemaTableName storage) {
        warehouse.find(storage).map(TableVersion::handle).ifPresent(tables::dropTable);
    }

    @Override
    public void rename(SchemaTableName name, SchemaTableName newName) {
        require(name);
        store.changing(
                name,
                () -> store.catalog("renameMaterializedView")
                        .renameView(warehouse.identifier(name), warehouse.identifier(newName)));
    }

    @Override
    public void setProperties(SchemaTableName name, Map<String, Optional<String>> properties) {
        StoredMaterializedView stored = require(name);
        Map<String, String> changed = new HashMap<>(stored.definition().properties());
        properties.forEach((property, value) ->
                value.ifPresentOrElse(given -> changed.put(property, given), () -> changed.remove(property)));
        TableVersion storage = warehouse.find(stored.storage()).orElseThrow();
        tables.changeTable(storage.handle(), new io.skein.spi.connector.TableChange.SetProperties(properties));
        store.changing(name, () -> {
            ViewBuilder builder = store.catalog("setMaterializedViewProperties").buildView(warehouse.identifier(name));
            new StoredMaterializedView(
                            new MaterializedView.Definition(
                                    stored.definition().view(),
                                    stored.definition().gracePeriod(),
                                    changed),
                            stored.storage())
                    .write(builder);
            builder.createOrReplace();
        });
    }

    @Override
    public WriteHandle refresh(SchemaTableName name, List<TableHandle> sources, boolean foreign) {
        TreeSet<String> seen = new TreeSet<>();
        List<TableHandle> distinct = sources.stream()
                .filter(source -> seen.add(source.name().toString()))
                .toList();
        TableVersion storage = warehouse.find(require(name).storage()).orElseThrow();
        return refreshes.begin(
                storage,
                Map.of(Dependencies.TABLES, dependencies.text(distinct), Dependencies.FOREIGN, String.valueOf(foreign)),
                distinct.stream()
                        .flatMap(source -> warehouse.version(source).point().since().stream())
                        .findFirst()
                        .map(since -> keptSince(name, storage, since)));
    }

    /** The answer that was kept when the source had this snapshot, and to which what has come to the source since is added. */
    private static long keptSince(SchemaTableName name, TableVersion storage, long since) {
        @Nullable Snapshot kept = storage.table().currentSnapshot();
        if (kept == null || !Dependencies.isOf(kept.summary(), since)) {
            throw new SkeinException(
                    StandardErrorCode.TRANSACTION_CONFLICT,
                    "Materialized view '" + name + "' was refreshed by another statement");
        }
        return kept.snapshotId();
    }

    private StoredMaterializedView require(SchemaTableName name) {
        return stored(name)
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND, "Materialized view '" + name + "' does not exist"));
    }
}
