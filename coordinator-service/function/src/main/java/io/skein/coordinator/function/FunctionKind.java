package io.skein.coordinator.function;

/** What a function's name may be used as. */
public enum FunctionKind {
    SCALAR,
    AGGREGATE,
    WINDOW
}
