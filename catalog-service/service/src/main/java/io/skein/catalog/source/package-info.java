/** Where catalogs are described: one file each in a directory, or the built-in defaults. Next on the path: {@link io.skein.catalog.registry}. */
@NullMarked
package io.skein.catalog.source;

import org.jspecify.annotations.NullMarked;
