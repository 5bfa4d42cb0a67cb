/** Catalogs that come and go while queries run. */
@NullMarked
package io.skein.tests.catalog;

import org.jspecify.annotations.NullMarked;
