@NullMarked
package io.skein.connector.iceberg.maintain;

import org.jspecify.annotations.NullMarked;
