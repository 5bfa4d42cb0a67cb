@NullMarked
package io.skein.connector.postgresql;

import org.jspecify.annotations.NullMarked;
