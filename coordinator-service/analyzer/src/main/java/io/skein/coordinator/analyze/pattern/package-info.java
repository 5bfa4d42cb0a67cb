/** MATCH_RECOGNIZE, as a table and within windows. */
@NullMarked
package io.skein.coordinator.analyze.pattern;

import org.jspecify.annotations.NullMarked;
