@NullMarked
package io.skein.catalog.source;

import org.jspecify.annotations.NullMarked;
