package io.skein.worker.kernel;

import io.skein.spi.connector.WriteHandle.SortTerm;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The order of rows within the files of a write. */
final class SortSql {
    private final List<String> columns;
    private final List<SortTerm> terms;

    SortSql(FileWrite write) {
        this.columns = write.columns().stream().map(column -> column.name()).toList();
        this.terms = write.target().layout().sorting().stream()
                .filter(term -> columns.contains(term.column()))
                .toList();
    }

    /** With a space in front; empty where any order will do. */
    String orderBy(IntFunction<String> column) {
        return terms.isEmpty()
                ? ""
                : terms.stream()
                        .map(term -> column.apply(columns.indexOf(term.column()))
                                + (term.direction() == SortTerm.Direction.ASCENDING ? " ASC" : " DESC")
                                + " NULLS " + term.nulls())
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }
}
