/** From a statement's syntax tree to what is to be done: a plan, or a command that needs none. {@link StatementPlanner} is the door. */
@NullMarked
package io.skein.coordinator.analyze;

import org.jspecify.annotations.NullMarked;
