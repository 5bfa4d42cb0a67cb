/** The rules, one a class, all listed in {@link io.skein.coordinator.optimize.rule.RuleRegistry}. Each turns a node into an equal one; who applies them is {@code optimize}'s. */
@NullMarked
package io.skein.coordinator.optimize.rule;

import org.jspecify.annotations.NullMarked;
