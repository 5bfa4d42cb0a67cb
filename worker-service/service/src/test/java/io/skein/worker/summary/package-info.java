@NullMarked
package io.skein.worker.summary;

import org.jspecify.annotations.NullMarked;
