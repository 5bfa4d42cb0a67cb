@NullMarked
package io.skein.catalog.upkeep;

import org.jspecify.annotations.NullMarked;
