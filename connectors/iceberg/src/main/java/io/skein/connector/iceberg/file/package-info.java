/** Iceberg's view of local files, so that no Hadoop is needed. */
@NullMarked
package io.skein.connector.iceberg.file;

import org.jspecify.annotations.NullMarked;
