/** Which tables' upkeep is due, and which coordinator has what of it in hand. */
@NullMarked
package io.skein.catalog.upkeep;

import org.jspecify.annotations.NullMarked;
