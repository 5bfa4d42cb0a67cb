/**
 * A query for a remote database as data, and its text. Constraints become conditions here; nothing is sent from here, see {@code client}.
 */
@NullMarked
package io.skein.connector.sql.query;

import org.jspecify.annotations.NullMarked;
