/** Typed scalar expressions of the plan, as immutable records; every implicit coercion is already an explicit {@code Cast}. */
@NullMarked
package io.skein.coordinator.expression;

import org.jspecify.annotations.NullMarked;
