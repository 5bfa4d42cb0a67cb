package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.WriteHandle;
import java.util.Map;
import java.util.Optional;

/** Writes that put new rows in the place of all that a table holds, or beside them. */
public final class Refreshes {
    private final Warehouse warehouse;
    private final FileTargets targets;

    public Refreshes(Warehouse warehouse, FileTargets targets) {
        this.warehouse = warehouse;
        this.targets = targets;
    }

    /**
     * Begins one.
     *
     * @param summary what the new snapshot's summary says beside the rest
     * @param kept the snapshot whose rows stay
     */
    public WriteHandle begin(TableVersion table, Map<String, String> summary, Optional<Long> kept) {
        return targets.handle(
                table.handle().name(),
                table.table().schema().columns(),
                table.table().spec(),
                table.table().sortOrder(),
                DataPlace.of(table, warehouse.storage()),
                new OngoingWrite.Refresh(table.table().uuid(), summary, kept));
    }
}
