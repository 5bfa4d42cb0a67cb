/**
 * What connectors of relational databases share. Packages in the order of a scan: settings and errors here, {@code client} for connections, {@code query} for the
 * remote SELECT, {@code value} for values in vectors, {@code scan} for pages. A connector brings a {@link io.skein.connector.sql.query.SqlDialect}.
 */
@NullMarked
package io.skein.connector.sql;

import org.jspecify.annotations.NullMarked;
