package io.skein.coordinator.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What this coordinator does for the upkeep of tables. Which tables are kept up, and when, their properties and their catalogs say. */
@ConfigMapping(prefix = "skein.coordinator.upkeep")
public interface UpkeepConfiguration {
    /** Whether it runs the statements that keep tables in shape. */
    @WithDefault("true")
    boolean enabled();

    /** How often it asks whether there is something to do. One statement runs at a time. */
    @WithDefault("5s")
    Duration pollInterval();

    /** Whose statements they are: where access is ruled, this user must be allowed to alter, read and write the tables. */
    @WithDefault("upkeep")
    String user();
}
