/**
 * PostgreSQL as a catalog: metadata from its system catalogs, rows through cursors, writes through staging tables. What all relational sources share is in
 * {@code io.skein.connector.sql}.
 */
@NullMarked
package io.skein.connector.postgresql;

import org.jspecify.annotations.NullMarked;
