package io.skein.coordinator.function;

/** A row of SHOW FUNCTIONS. */
public record FunctionSummary(
        String name,
        String returnType,
        String argumentTypes,
        FunctionKind kind,
        boolean deterministic,
        String description) {}
