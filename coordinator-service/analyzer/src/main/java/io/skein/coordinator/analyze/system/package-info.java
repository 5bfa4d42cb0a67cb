/** The tables that the engine itself answers: information_schema, system.runtime, system.metadata and system.jdbc. */
@NullMarked
package io.skein.coordinator.analyze.system;

import org.jspecify.annotations.NullMarked;
