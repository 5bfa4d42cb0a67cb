/** Puts the catalog service together in a Quarkus application. */
@NullMarked
package io.skein.catalog.rim;

import org.jspecify.annotations.NullMarked;
