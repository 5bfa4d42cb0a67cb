/**
 * Rows of a remote query as Arrow batches, by a cursor.
 */
@NullMarked
package io.skein.connector.sql.scan;

import org.jspecify.annotations.NullMarked;
