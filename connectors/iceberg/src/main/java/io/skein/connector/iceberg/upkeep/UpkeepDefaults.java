package io.skein.connector.iceberg.upkeep;

import io.skein.connector.iceberg.table.UpkeepSettings;
import java.time.Duration;

/**
 * What a catalog's file says of upkeep.
 *
 * @param checkInterval how often its tables are looked through; zero for never
 * @param settings of tables that do not say otherwise, nor do their schemas
 * @param minimumRetention snapshots are kept at least so long, whatever tables say
 */
public record UpkeepDefaults(
        String catalog, Duration checkInterval, UpkeepSettings settings, Duration minimumRetention) {}
