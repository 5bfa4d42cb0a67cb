@NullMarked
package io.skein.coordinator.kernelsql;

import org.jspecify.annotations.NullMarked;
