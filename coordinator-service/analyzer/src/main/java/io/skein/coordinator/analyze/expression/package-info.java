/** Expressions: names, types, coercions and overloads by Trino's rules, from the syntax tree to expressions of the plan. */
@NullMarked
package io.skein.coordinator.analyze.expression;

import org.jspecify.annotations.NullMarked;
