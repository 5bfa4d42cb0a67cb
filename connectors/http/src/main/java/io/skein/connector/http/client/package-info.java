/** Asks servers, within limits, and only those that may be asked. Next on the path: {@link io.skein.connector.http.read}. */
@NullMarked
package io.skein.connector.http.client;

import org.jspecify.annotations.NullMarked;
