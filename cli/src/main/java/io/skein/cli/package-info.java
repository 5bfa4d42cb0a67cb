/** {@code ./skein sql}: a statement over the Trino protocol, a table on stdout, progress on stderr. */
@NullMarked
package io.skein.cli;

import org.jspecify.annotations.NullMarked;
