/** Puts the interceptors of {@link io.skein.rpc} into a Quarkus application's gRPC server; every Skein application gets them from here. */
@NullMarked
package io.skein.rpc.rim;

import org.jspecify.annotations.NullMarked;
