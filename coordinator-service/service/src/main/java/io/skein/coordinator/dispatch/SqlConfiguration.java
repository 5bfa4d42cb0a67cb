package io.skein.coordinator.dispatch;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where functions written in SQL are made and looked for when a statement gives only their bare names. */
@ConfigMapping(prefix = "skein.coordinator.sql")
public interface SqlConfiguration {
    /** The catalog where functions of bare names are made; goes with {@code default-function-schema}. */
    Optional<String> defaultFunctionCatalog();

    /** The schema where functions of bare names are made. */
    Optional<String> defaultFunctionSchema();

    /** The path of sessions that set none: {@code catalog.schema, ...}. Without it, the schema where functions of bare names are made. */
    Optional<String> path();
}
