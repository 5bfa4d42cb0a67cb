package io.skein.coordinator.analyze.show;

import io.skein.coordinator.parse.StatementText;
import io.trino.sql.tree.CreateCatalog;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.StringLiteral;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The statement that makes a catalog. */
public final class CatalogStatement {
    private static final NodeLocation NOWHERE = new NodeLocation(1, 1);

    private CatalogStatement() {}

    public static String create(String catalog, String connector, Map<String, String> properties) {
        List<Property> written = new TreeMap<>(properties)
                .entrySet().stream()
                        .map(property -> new Property(
                                NOWHERE,
                                new Identifier(property.getKey(), true),
                                new StringLiteral(NOWHERE, property.getValue())))
                        .toList();
        return StatementText.of(new CreateCatalog(
                        NOWHERE,
                        new Identifier(catalog),
                        false,
                        new Identifier(connector),
                        written,
                        Optional.empty(),
                        Optional.empty()))
                .strip();
    }
}
