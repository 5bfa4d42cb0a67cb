/** Text to syntax tree; the one place that knows the parser's version. */
@NullMarked
package io.skein.coordinator.parse;

import org.jspecify.annotations.NullMarked;
