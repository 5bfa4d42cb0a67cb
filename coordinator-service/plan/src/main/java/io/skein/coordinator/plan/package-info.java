/**
 * The relational algebra: immutable nodes over symbols. Built by {@code analyze}, rewritten by {@code optimize}, cut by {@code fragment}, written as
 * kernel SQL by {@code kernelsql}.
 */
@NullMarked
package io.skein.coordinator.plan;

import org.jspecify.annotations.NullMarked;
