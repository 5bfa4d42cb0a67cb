/**
 * What a database's own catalog says: which schemas and tables there are, and the queries that read them. A connector brings a
 * {@link io.skein.connector.sql.metadata.RemoteCatalog}.
 */
@NullMarked
package io.skein.connector.sql.metadata;

import org.jspecify.annotations.NullMarked;
