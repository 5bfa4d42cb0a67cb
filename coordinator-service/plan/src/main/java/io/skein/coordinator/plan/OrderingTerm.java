package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;

/** One term of an ordering. */
public record OrderingTerm(Symbol symbol, boolean ascending, boolean nullsFirst) {}
