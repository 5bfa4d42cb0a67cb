/**
 * Finds the joins whose build side can tell a scan on the probe side which rows are worth reading, and says what it tells as constraints. The doors are
 * {@link io.skein.coordinator.dynamicfilter.DynamicFilterPlanner} and {@link io.skein.coordinator.dynamicfilter.KeyDomains}. Who waits for the build side
 * is the scheduler.
 */
@NullMarked
package io.skein.coordinator.dynamicfilter;

import org.jspecify.annotations.NullMarked;
