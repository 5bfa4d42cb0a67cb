@NullMarked
package io.skein.connector.iceberg.metadata;

import org.jspecify.annotations.NullMarked;
