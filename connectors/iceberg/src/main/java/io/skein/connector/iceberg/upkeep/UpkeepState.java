package io.skein.connector.iceberg.upkeep;

import io.skein.connector.iceberg.metadata.UpkeepReport;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.UpkeepSettings;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

/** The settings, needs and turns of a catalog's tables; the dry run. */
public final class UpkeepState implements UpkeepReport {
    private final Warehouse warehouse;
    private final UpkeepDefaults defaults;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public UpkeepState(Warehouse warehouse, UpkeepDefaults defaults, InstantSource clock) {
        this.warehouse = warehouse;
        this.defaults = defaults;
        this.clock = clock;
    }

    Turns turns() {
        return turns;
    }

    Instant now() {
        return clock.instant();
    }

    UpkeepDefaults defaults() {
        return defaults;
    }

    /** The schema's properties; none when it is gone. */
    Map<String, String> schemaProperties(String schema) {
        try {
            return warehouse.namespaces().loadNamespaceMetadata(warehouse.namespace(schema));
        } catch (NoSuchNamespaceException gone) {
            return Map.of();
        }
    }

    UpkeepSettings settings(Map<String, String> schemaProperties, TableVersion version) {
        UpkeepSettings wanted =
                defaults.settings().with(schemaProperties, version.table().properties());
        // The catalog's minimum may be of a later date than the property.
        return wanted.snapshotRetention().compareTo(defaults.minimumRetention()) >= 0
                ? wanted
                : new UpkeepSettings(
                        wanted.enabled(),
                        wanted.interval(),
                        defaults.minimumRetention(),
                        wanted.smallFileBytes(),
                        wanted.smallFiles(),
                        wanted.manifests());
    }

    Needs needs(SchemaTableName name, TableVersion version, UpkeepSettings settings) {
        return new Needs(defaults.catalog(), name, version, settings);
    }

    @Override
    public List<Row> rows(SchemaTableName name, TableVersion version) {
        return version.reading(() -> {
            UpkeepSettings settings = settings(schemaProperties(name.schema()), version);
            UUID id = version.table().uuid();
            boolean scheduled = settings.enabled() && defaults.checkInterval().isPositive();
            Instant now = now();
            Instant turn = turns.next(id, settings.interval()).orElse(now);
            return needs(name, version, settings).all(now).stream()
                    .map(need -> {
                        Optional<Turns.Run> last = turns.last(id, need.action());
                        return new Row(
                                need.action().toString(),
                                need.pending(),
                                need.reason(),
                                need.extent(),
                                need.statement(),
                                scheduled && need.pending() ? Optional.of(turn) : Optional.empty(),
                                last.map(Turns.Run::at),
                                last.map(run -> run.failure().orElse("done")));
                    })
                    .toList();
        });
    }
}
