/** Procedures: what keeps tables in shape, and takes them into the catalog or out of it. */
@NullMarked
package io.skein.connector.iceberg.maintain;

import org.jspecify.annotations.NullMarked;
