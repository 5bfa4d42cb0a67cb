/** What the tests of rules, planning and writing build their plans from. */
@NullMarked
package io.skein.coordinator.testing;

import org.jspecify.annotations.NullMarked;
