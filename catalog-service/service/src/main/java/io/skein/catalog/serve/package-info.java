/** The gRPC service: translates, delegates, and does every blocking thing off the transport's threads. */
@NullMarked
package io.skein.catalog.serve;

import org.jspecify.annotations.NullMarked;
