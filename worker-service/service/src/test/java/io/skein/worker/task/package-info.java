@NullMarked
package io.skein.worker.task;

import org.jspecify.annotations.NullMarked;
