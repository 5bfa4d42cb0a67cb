package io.skein.spi.error;

/** A place in the statement's text; both count from 1. */
public record Location(int line, int column) {}
