package io.skein.tests.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Something after FROM, and the columns that it brings. */
record Source(String sql, List<Column> scope) {
    List<Column> of(Kind kind) {
        return scope.stream().filter(column -> column.kind() == kind).toList();
    }

    /** Both, joined. */
    Source joined(String join, Source other, String condition) {
        List<Column> both = new ArrayList<>(scope);
        both.addAll(other.scope);
        return new Source(sql + " " + join + " " + other.sql + condition, both);
    }
}
