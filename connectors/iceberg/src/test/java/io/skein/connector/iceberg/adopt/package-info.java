@NullMarked
package io.skein.connector.iceberg.adopt;

import org.jspecify.annotations.NullMarked;
