/** What several workers compute together. */
@NullMarked
package io.skein.tests.distributed;

import org.jspecify.annotations.NullMarked;
