/** Decides where the plan runs, puts in the exchanges and cuts the plan there into fragments. The door is {@link io.skein.coordinator.distribute.QueryPlanner}. */
@NullMarked
package io.skein.coordinator.distribute;

import org.jspecify.annotations.NullMarked;
