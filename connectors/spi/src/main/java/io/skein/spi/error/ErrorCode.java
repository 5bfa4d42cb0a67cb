package io.skein.spi.error;

/**
 * An error's identity as clients see it.
 *
 * @param number Trino's number where Trino has one; connectors use a range of their own above 0x0100_0000
 * @param name Trino's name in upper snake case, for example {@code DIVISION_BY_ZERO}
 */
public record ErrorCode(int number, String name, ErrorType type) {}
