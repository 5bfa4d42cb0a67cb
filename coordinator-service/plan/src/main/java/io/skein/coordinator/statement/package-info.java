/** Statement in, planned statement out: the front end's one door. */
@NullMarked
package io.skein.coordinator.statement;

import org.jspecify.annotations.NullMarked;
