/** Small tools over the two trees, expressions and plan nodes, that the rules, the distribution and the writer share. No rule lives here. */
@NullMarked
package io.skein.coordinator.rewrite;

import org.jspecify.annotations.NullMarked;
