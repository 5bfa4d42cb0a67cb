@NullMarked
package io.skein.coordinator.catalog;

import org.jspecify.annotations.NullMarked;
