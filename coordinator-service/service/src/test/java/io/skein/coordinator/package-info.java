@NullMarked
package io.skein.coordinator;

import org.jspecify.annotations.NullMarked;
