@NullMarked
package io.skein.catalog.registry;

import org.jspecify.annotations.NullMarked;
