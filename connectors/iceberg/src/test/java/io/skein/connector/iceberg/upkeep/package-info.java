@NullMarked
package io.skein.connector.iceberg.upkeep;

import org.jspecify.annotations.NullMarked;
