/** Functions written in SQL, which become part of the statement that calls them. */
@NullMarked
package io.skein.coordinator.analyze.routine;

import org.jspecify.annotations.NullMarked;
