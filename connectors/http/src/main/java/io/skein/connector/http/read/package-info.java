/** Responses as batches of rows, page after page. */
@NullMarked
package io.skein.connector.http.read;

import org.jspecify.annotations.NullMarked;
