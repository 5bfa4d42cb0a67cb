@NullMarked
package io.skein.connector.iceberg.write;

import org.jspecify.annotations.NullMarked;
