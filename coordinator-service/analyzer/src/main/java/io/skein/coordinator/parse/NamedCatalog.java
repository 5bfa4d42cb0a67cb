package io.skein.coordinator.parse;

import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/** The catalog that a statement is about which the grammar takes for one about a table or a schema. */
public final class NamedCatalog {
    private NamedCatalog() {}

    public static Optional<Identifier> of(QualifiedName name) {
        List<Identifier> parts = name.getOriginalParts();
        return parts.size() == 2 && parts.getFirst().getValue().equals(CatalogStatements.MARKER)
                ? Optional.of(parts.getLast())
                : Optional.empty();
    }
}
