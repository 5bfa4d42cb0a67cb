package io.skein.tests.fuzz;

/** A column as an expression of its scope, such as {@code t1.custkey}. */
record Column(String sql, Kind kind) {}
