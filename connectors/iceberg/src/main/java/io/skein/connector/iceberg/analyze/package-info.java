/** What is learnt of values: theta sketches of the distinct ones, kept in Puffin files as other engines keep and read them. */
@NullMarked
package io.skein.connector.iceberg.analyze;

import org.jspecify.annotations.NullMarked;
