@NullMarked
package io.skein.connector.iceberg;

import org.jspecify.annotations.NullMarked;
