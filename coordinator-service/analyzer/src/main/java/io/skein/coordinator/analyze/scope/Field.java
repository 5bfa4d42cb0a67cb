package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Symbol;
import io.skein.spi.type.Type;
import io.trino.sql.tree.QualifiedName;
import java.util.Optional;

/**
 * A column that a relation shows to names.
 *
 * @param relation the relation's alias, or a table's full name, whose suffixes may qualify the column
 * @param hidden reached by name only, left out of {@code *}
 * @param origin where the column comes from, if it passes a table's column through
 */
public record Field(
        Optional<String> name,
        Optional<QualifiedName> relation,
        Symbol symbol,
        boolean hidden,
        Optional<Origin> origin) {
    public static Field unqualified(Optional<String> name, Symbol symbol) {
        return new Field(name, Optional.empty(), symbol, false, Optional.empty());
    }

    public Type type() {
        return symbol.type();
    }

    boolean matches(QualifiedName wanted) {
        return name.isPresent()
                && name.get().equalsIgnoreCase(wanted.getSuffix())
                && wanted.getPrefix().map(this::belongsTo).orElse(true);
    }

    public boolean belongsTo(QualifiedName prefix) {
        return relation.isPresent() && relation.get().hasSuffix(prefix);
    }

    public Field withRelation(QualifiedName alias, Optional<String> newName) {
        return new Field(newName, Optional.of(alias), symbol, hidden, origin);
    }

    Field over(Symbol replacement) {
        return new Field(name, relation, replacement, hidden, origin);
    }

    /** A table's column. */
    public record Origin(String catalog, String schema, String table, String column) {}
}
