/** {@code ./skein sql}: one statement, its rows as a table on stdout, its progress on stderr. The way in is {@link io.skein.cli.Main}. */
@NullMarked
package io.skein.cli;

import org.jspecify.annotations.NullMarked;
