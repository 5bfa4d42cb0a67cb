/**
 * What both doors share: who the caller is. The doors are {@code trino} (REST) and {@code flightsql}; both translate and hand on to {@code dispatch}.
 * Neither holds query logic.
 */
@NullMarked
package io.skein.coordinator.protocol;

import org.jspecify.annotations.NullMarked;
