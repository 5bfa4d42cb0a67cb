@NullMarked
package io.skein.connector.iceberg.hive;

import org.jspecify.annotations.NullMarked;
