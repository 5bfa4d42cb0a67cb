/** The gRPC endpoint and the configuration. */
@NullMarked
package io.skein.auth.rim;

import org.jspecify.annotations.NullMarked;
