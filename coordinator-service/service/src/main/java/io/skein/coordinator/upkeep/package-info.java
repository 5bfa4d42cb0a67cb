/** Has done what the catalog service finds that tables need; statements like anybody's, beside the path of queries. */
@NullMarked
package io.skein.coordinator.upkeep;

import org.jspecify.annotations.NullMarked;
