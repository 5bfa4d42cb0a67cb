/** The values of expressions without columns, as far as the front end needs to know them before anything runs. */
@NullMarked
package io.skein.coordinator.function.constant;

import org.jspecify.annotations.NullMarked;
