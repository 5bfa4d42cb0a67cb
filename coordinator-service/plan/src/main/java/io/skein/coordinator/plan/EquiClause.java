package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;

/** {@code left = right}, left from the left source, both of one type. */
public record EquiClause(Symbol left, Symbol right) {}
