@NullMarked
package io.skein.spi.connector;

import org.jspecify.annotations.NullMarked;
