/** Hand-written fakes of the coordinator's neighbours. */
@NullMarked
package io.skein.testing;

import org.jspecify.annotations.NullMarked;
