/** Measurements from outside, side by side with DuckDB (and Trino, where one runs) in one run. */
@NullMarked
package io.skein.bench;

import org.jspecify.annotations.NullMarked;
