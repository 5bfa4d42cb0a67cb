/** What a scan needs: statistics, and the files that a constraint leaves. */
@NullMarked
package io.skein.connector.iceberg.read;

import org.jspecify.annotations.NullMarked;
