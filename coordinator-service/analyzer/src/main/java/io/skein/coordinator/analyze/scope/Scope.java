package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Symbol;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that names can mean at one place of a query, innermost first. */
public final class Scope {
    private final List<Field> fields;
    private final @Nullable OuterQuery outer;

    public Scope(List<Field> fields, @Nullable OuterQuery outer) {
        this.fields = List.copyOf(fields);
        this.outer = outer;
    }

    public List<Field> fields() {
        return fields;
    }

    public List<Field> visibleFields() {
        return fields.stream().filter(field -> !field.hidden()).toList();
    }

    @Nullable
    public OuterQuery outer() {
        return outer;
    }

    /** The column of that name; a name that the inner scope half knows ({@code column.field}) is not looked for outside. */
    public Optional<Field> resolve(QualifiedName name, Node node) {
        Optional<Field> local = resolveLocally(name, node);
        if (local.isPresent() || outer == null || startsWithColumn(name)) {
            return local;
        }
        Optional<Field> found = outer.scope().resolve(name, node);
        found.filter(field -> outer.scope().fields.contains(field)).ifPresent(field -> outer.read(field.symbol()));
        return found;
    }

    public Optional<Field> resolveLocally(QualifiedName name, Node node) {
        List<Field> matches =
                fields.stream().filter(field -> field.matches(name)).toList();
        if (matches.size() > 1) {
            throw Errors.at(node, StandardErrorCode.AMBIGUOUS_NAME, "Column '%s' is ambiguous", name);
        }
        return matches.stream().findFirst();
    }

    public boolean owns(Symbol symbol) {
        return fields.stream().anyMatch(field -> field.symbol().equals(symbol));
    }

    public Scope joined(Scope right) {
        return new Scope(Stream.concat(fields.stream(), right.fields.stream()).toList(), outer);
    }

    private boolean startsWithColumn(QualifiedName name) {
        for (Optional<QualifiedName> prefix = name.getPrefix();
                prefix.isPresent();
                prefix = prefix.get().getPrefix()) {
            QualifiedName candidate = prefix.get();
            if (fields.stream().anyMatch(field -> field.matches(candidate))) {
                return true;
            }
        }
        return false;
    }
}
