/** What a data source offers, by facets. Values cross the wire as records; a connector depends on this package alone. */
@NullMarked
package io.skein.spi.connector;

import org.jspecify.annotations.NullMarked;
