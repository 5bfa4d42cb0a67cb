@NullMarked
package io.skein.connector.memory;

import org.jspecify.annotations.NullMarked;
