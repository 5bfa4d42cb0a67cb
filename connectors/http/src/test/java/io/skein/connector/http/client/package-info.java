@NullMarked
package io.skein.connector.http.client;

import org.jspecify.annotations.NullMarked;
