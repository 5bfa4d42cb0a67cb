package io.skein.connector.iceberg.upkeep;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.UpkeepSettings;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorUpkeep;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.UpkeepStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The schedule of a catalog's tables. */
public final class IcebergUpkeep implements ConnectorUpkeep {
    private static final System.Logger LOG = System.getLogger(IcebergUpkeep.class.getName());

    private final Warehouse warehouse;
    private final ConnectorMetadata metadata;
    private final UpkeepState state;

    /** @param metadata lists the tables that users see */
    public IcebergUpkeep(Warehouse warehouse, ConnectorMetadata metadata, UpkeepState state) {
        this.warehouse = warehouse;
        this.metadata = metadata;
        this.state = state;
    }

    @Override
    public Duration checkInterval() {
        return state.defaults().checkInterval();
    }

    @Override
    public List<SchemaTableName> due() {
        // A catalog that nobody has used is not opened, which may make it, for what nobody has asked for.
        if (!state.defaults().settings().enabled() && !warehouse.isOpen()) {
            return List.of();
        }
        List<SchemaTableName> due = new ArrayList<>();
        Set<UUID> kept = new HashSet<>();
        for (String schema : metadata.schemas()) {
            Map<String, String> properties = state.schemaProperties(schema);
            for (SchemaTableName table : metadata.tables(Optional.of(schema))) {
                if (isDue(table, properties, kept)) {
                    due.add(table);
                }
            }
        }
        state.turns().retain(kept);
        return due;
    }

    /** A table that cannot be read does not keep the others from their turns. */
    private boolean isDue(SchemaTableName name, Map<String, String> schemaProperties, Set<UUID> kept) {
        try {
            Optional<TableVersion> version = warehouse.find(name);
            if (version.isEmpty()) {
                return false;
            }
            UpkeepSettings settings = state.settings(schemaProperties, version.get());
            UUID id = version.get().table().uuid();
            if (!settings.enabled()) {
                return false;
            }
            kept.add(id);
            return state.turns()
                    .next(id, settings.interval())
                    .filter(turn -> turn.isAfter(state.now()))
                    .isEmpty();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "The upkeep of " + name + " is left out", failure);
            return false;
        }
    }

    @Override
    public Optional<UpkeepStep> next(SchemaTableName name) {
        Optional<TableVersion> found = warehouse.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TableVersion version = found.get();
        UpkeepSettings settings = state.settings(state.schemaProperties(name.schema()), version);
        if (!settings.enabled()) {
            return Optional.empty();
        }
        UUID id = version.table().uuid();
        Needs needs = state.needs(name, version, settings);
        for (UpkeepAction action : UpkeepAction.values()) {
            if (!state.turns().tried(id, action)) {
                Optional<String> statement = needs.of(action, state.now()).statement();
                if (statement.isPresent()) {
                    return Optional.of(new UpkeepStep(name, action.toString(), statement.get()));
                }
            }
        }
        state.turns().over(id, state.now());
        return Optional.empty();
    }

    @Override
    public void ended(UpkeepStep step, Optional<String> failure) {
        UpkeepAction action = UpkeepAction.valueOf(step.action().toUpperCase(Locale.ENGLISH));
        warehouse
                .find(step.table())
                .ifPresent(version ->
                        state.turns().ended(version.table().uuid(), action, new Turns.Run(state.now(), failure)));
    }
}
