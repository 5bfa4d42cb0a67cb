/** Files that other programs have written, made a table's own: found, checked by their footers, and given its columns by name. */
@NullMarked
package io.skein.connector.iceberg.adopt;

import org.jspecify.annotations.NullMarked;
