/** All four services in one process. */
@NullMarked
package io.skein.standalone;

import org.jspecify.annotations.NullMarked;
