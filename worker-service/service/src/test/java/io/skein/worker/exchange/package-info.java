@NullMarked
package io.skein.worker.exchange;

import org.jspecify.annotations.NullMarked;
