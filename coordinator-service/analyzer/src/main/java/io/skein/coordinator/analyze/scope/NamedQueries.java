package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Symbol;
import io.trino.sql.tree.WithQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WITH queries in sight, the nearest first. */
public final class NamedQueries {
    static final NamedQueries NONE = new NamedQueries(null, null);

    private final @Nullable Entry entry;
    private final @Nullable NamedQueries next;

    private NamedQueries(@Nullable Entry entry, @Nullable NamedQueries next) {
        this.entry = entry;
        this.next = next;
    }

    public NamedQueries with(String name, Definition definition) {
        return new NamedQueries(new Entry(name.toLowerCase(Locale.ENGLISH), definition), this);
    }

    public Optional<Definition> find(String name) {
        String wanted = name.toLowerCase(Locale.ENGLISH);
        for (NamedQueries each = this; each != null && each.entry != null; each = each.next) {
            if (each.entry.name.equals(wanted)) {
                return Optional.of(each.entry.definition);
            }
        }
        return Optional.empty();
    }

    /** What a name stands for. */
    public sealed interface Definition {
        /** A query that is planned anew wherever it is named, in the environment where it was written. */
        record Inlined(WithQuery query, QueryEnvironment environment, boolean recursive) implements Definition {}

        /** The rows of the round before, within a recursive query's step. */
        record Recursion(String recursion, List<String> names, List<Symbol> columns) implements Definition {}
    }

    private record Entry(String name, Definition definition) {}
}
