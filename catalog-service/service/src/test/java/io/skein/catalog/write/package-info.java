@NullMarked
package io.skein.catalog.write;

import org.jspecify.annotations.NullMarked;
