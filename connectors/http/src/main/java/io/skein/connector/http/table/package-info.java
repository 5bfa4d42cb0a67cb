/** Tables as their definitions describe them. Next on the path: {@link io.skein.connector.http.request}. */
@NullMarked
package io.skein.connector.http.table;

import org.jspecify.annotations.NullMarked;
