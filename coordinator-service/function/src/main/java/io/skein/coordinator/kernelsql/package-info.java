/** Writes expressions and plans as the kernel's SQL. */
@NullMarked
package io.skein.coordinator.kernelsql;

import org.jspecify.annotations.NullMarked;
