/** Work of a query that a data source does itself: what is asked of it, and what it takes. */
@NullMarked
package io.skein.spi.pushdown;

import org.jspecify.annotations.NullMarked;
