@NullMarked
package io.skein.worker.rpc;

import org.jspecify.annotations.NullMarked;
