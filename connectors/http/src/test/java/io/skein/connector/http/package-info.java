@NullMarked
package io.skein.connector.http;

import org.jspecify.annotations.NullMarked;
