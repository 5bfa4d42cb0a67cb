@NullMarked
package io.skein.worker.cache;

import org.jspecify.annotations.NullMarked;
