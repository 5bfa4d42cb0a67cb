@NullMarked
package io.skein.catalog.serve;

import org.jspecify.annotations.NullMarked;
