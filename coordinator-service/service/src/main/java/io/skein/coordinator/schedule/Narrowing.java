package io.skein.coordinator.schedule;

import io.skein.spi.connector.Constraint;
import java.util.Optional;

/**
 * What dynamic filters leave of a scan.
 *
 * @param predicate the same for the kernel, as far as that is worth its time
 * @param nothing no row of the scan is wanted
 */
record Narrowing(Constraint constraint, Optional<String> predicate, boolean nothing) {}
