package io.skein.coordinator.schedule;

import io.skein.coordinator.catalog.CatalogPins;
import io.skein.rpc.Caller;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.WriteHandle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Options of a write under way. */
final class Writes {
    private Writes() {}

    static ScheduleOptions options() {
        WriteHandle handle =
                new WriteHandle(new SchemaTableName("s", "t"), List.of(), new WriteHandle.Pages(), new byte[0]);
        return new ScheduleOptions(
                new Caller("lab", Set.of()),
                new CatalogPins(TreeMap::new, _ -> {}),
                0,
                false,
                Optional.of(new ScheduleOptions.Write("memory", handle)));
    }
}
