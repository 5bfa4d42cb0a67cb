/**
 * Iceberg tables listed by a Hive metastore. Only its Thrift messages are used: no Hadoop, no file but through the warehouse's own storage. The door is
 * {@link io.skein.connector.iceberg.hive.HiveCatalogType}, which the connector finds as a service.
 */
@NullMarked
package io.skein.connector.iceberg.hive;

import org.jspecify.annotations.NullMarked;
