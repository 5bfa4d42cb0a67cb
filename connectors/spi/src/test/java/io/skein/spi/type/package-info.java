@NullMarked
package io.skein.spi.type;

import org.jspecify.annotations.NullMarked;
