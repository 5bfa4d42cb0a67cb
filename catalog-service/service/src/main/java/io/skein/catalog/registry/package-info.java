/** The live catalogs: each either has a connector or the reason why not. A replaced connector is closed when its last user is done. */
@NullMarked
package io.skein.catalog.registry;

import org.jspecify.annotations.NullMarked;
