/** Where catalogs are described: files of an operator or the built-in defaults, and a store of what statements have made. Next on the path: {@link io.skein.catalog.registry}. */
@NullMarked
package io.skein.catalog.source;

import org.jspecify.annotations.NullMarked;
