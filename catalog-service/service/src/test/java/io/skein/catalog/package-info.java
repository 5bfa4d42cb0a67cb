@NullMarked
package io.skein.catalog;

import org.jspecify.annotations.NullMarked;
