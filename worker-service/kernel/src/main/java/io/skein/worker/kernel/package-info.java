/** The embedded DuckDB: instances, statements, Arrow in and out, errors, profiles. Nothing outside this package sees DuckDB. */
@NullMarked
package io.skein.worker.kernel;

import org.jspecify.annotations.NullMarked;
