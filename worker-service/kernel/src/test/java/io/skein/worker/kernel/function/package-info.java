@NullMarked
package io.skein.worker.kernel.function;

import org.jspecify.annotations.NullMarked;
