/**
 * Iceberg tables listed by Nessie, over its own protocol. The door is {@link io.skein.connector.iceberg.nessie.NessieCatalogType}, which the connector finds as a
 * service.
 */
@NullMarked
package io.skein.connector.iceberg.nessie;

import org.jspecify.annotations.NullMarked;
