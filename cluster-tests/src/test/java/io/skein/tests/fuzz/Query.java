package io.skein.tests.fuzz;

import java.util.List;

/** A query and the kinds of its columns. */
record Query(String sql, List<Kind> kinds) {}
