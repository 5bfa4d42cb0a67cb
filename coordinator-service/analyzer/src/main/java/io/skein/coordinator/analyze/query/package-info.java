/** Queries: each clause of a SELECT to the operators that compute it. */
@NullMarked
package io.skein.coordinator.analyze.query;

import org.jspecify.annotations.NullMarked;
