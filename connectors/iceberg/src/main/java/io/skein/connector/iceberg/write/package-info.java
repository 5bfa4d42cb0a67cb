/** Definitions and commits: from the files that sinks report to a snapshot. */
@NullMarked
package io.skein.connector.iceberg.write;

import org.jspecify.annotations.NullMarked;
