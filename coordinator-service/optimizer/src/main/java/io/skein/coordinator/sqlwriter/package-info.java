/**
 * Writes a plan as one kernel statement. Neighbouring nodes share a SELECT block where that keeps the meaning. Expressions are written by
 * {@code kernelsql}; who runs where is {@code distribute}'s matter.
 */
@NullMarked
package io.skein.coordinator.sqlwriter;

import org.jspecify.annotations.NullMarked;
