@NullMarked
package io.skein.worker.kernel.match;

import org.jspecify.annotations.NullMarked;
