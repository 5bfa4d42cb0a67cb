/** What a scan asks its server: which URLs, with which parameters. Next on the path: {@link io.skein.connector.http.client}. */
@NullMarked
package io.skein.connector.http.request;

import org.jspecify.annotations.NullMarked;
