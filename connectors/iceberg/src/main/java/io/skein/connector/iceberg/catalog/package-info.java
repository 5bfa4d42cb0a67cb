/** The services that list a warehouse's tables: which there are, how each is set up, and how it is asked. */
@NullMarked
package io.skein.connector.iceberg.catalog;

import org.jspecify.annotations.NullMarked;
