/** The functions that DuckDB lacks or does otherwise: SQL macros and Java scalar functions, all named {@code skein_...}. */
@NullMarked
package io.skein.worker.kernel.function;

import org.jspecify.annotations.NullMarked;
