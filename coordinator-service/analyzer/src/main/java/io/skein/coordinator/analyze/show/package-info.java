/** SHOW, DESCRIBE and EXPLAIN. */
@NullMarked
package io.skein.coordinator.analyze.show;

import org.jspecify.annotations.NullMarked;
