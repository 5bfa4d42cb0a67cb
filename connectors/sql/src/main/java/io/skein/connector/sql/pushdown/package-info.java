/** Work of queries as a remote query's SQL: expressions, and each kind of work on top of a query. */
@NullMarked
package io.skein.connector.sql.pushdown;

import org.jspecify.annotations.NullMarked;
