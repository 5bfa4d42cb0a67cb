@NullMarked
package io.skein.worker.kernel;

import org.jspecify.annotations.NullMarked;
