/** SQL types: their names, their text form and their Arrow form. */
@NullMarked
package io.skein.spi.type;

import org.jspecify.annotations.NullMarked;
