/** Writes that have begun and not ended; those that nobody ends are aborted. */
@NullMarked
package io.skein.catalog.write;

import org.jspecify.annotations.NullMarked;
