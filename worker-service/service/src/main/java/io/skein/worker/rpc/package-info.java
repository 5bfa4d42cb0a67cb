/** The worker's gRPC face: wire forms in and out, and the task service itself. */
@NullMarked
package io.skein.worker.rpc;

import org.jspecify.annotations.NullMarked;
