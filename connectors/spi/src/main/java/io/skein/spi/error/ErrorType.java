package io.skein.spi.error;

/** Whose fault an error is; Trino's four. */
public enum ErrorType {
    USER_ERROR,
    INTERNAL_ERROR,
    INSUFFICIENT_RESOURCES,
    EXTERNAL
}
