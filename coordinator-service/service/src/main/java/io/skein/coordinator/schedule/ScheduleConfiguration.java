package io.skein.coordinator.schedule;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The coordinator's own memory for results, and how work is shared out. */
@ConfigMapping(prefix = "skein.coordinator.schedule")
public interface ScheduleConfiguration {
    /** Arrow buffers of all results that pass through the coordinator at a time. */
    @WithDefault("1G")
    MemorySize arrowMemory();

    /** A larger file is read by several workers, by row groups. */
    @WithDefault("64M")
    MemorySize largestSplit();
}
