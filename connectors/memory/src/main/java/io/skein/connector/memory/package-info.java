/**
 * Tables in the memory of the catalog service. Rows are kept as chunks of Arrow buffers that travel inside splits and write fragments, so a
 * worker's instance holds nothing.
 */
@NullMarked
package io.skein.connector.memory;

import org.jspecify.annotations.NullMarked;
