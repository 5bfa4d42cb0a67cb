@NullMarked
package io.skein.connector.iceberg.analyze;

import org.jspecify.annotations.NullMarked;
