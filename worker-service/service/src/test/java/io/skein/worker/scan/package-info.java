@NullMarked
package io.skein.worker.scan;

import org.jspecify.annotations.NullMarked;
