/** What tables need to stay in shape, and when: it decides, and leaves the work to the statements that {@code maintain} and {@code write} serve. */
@NullMarked
package io.skein.connector.iceberg.upkeep;

import org.jspecify.annotations.NullMarked;
