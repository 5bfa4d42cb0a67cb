@NullMarked
package io.skein.connector.iceberg.nessie;

import org.jspecify.annotations.NullMarked;
