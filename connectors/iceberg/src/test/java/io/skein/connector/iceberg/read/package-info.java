@NullMarked
package io.skein.connector.iceberg.read;

import org.jspecify.annotations.NullMarked;
