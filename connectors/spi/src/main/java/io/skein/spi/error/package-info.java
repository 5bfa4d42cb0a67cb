/** The error model: one exception, many codes, four types. */
@NullMarked
package io.skein.spi.error;

import org.jspecify.annotations.NullMarked;
