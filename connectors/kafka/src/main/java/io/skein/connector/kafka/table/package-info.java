/** Which tables there are and which topics, formats and fields they stand for: from names in the catalog file, from definition files, from a schema registry. */
@NullMarked
package io.skein.connector.kafka.table;

import org.jspecify.annotations.NullMarked;
