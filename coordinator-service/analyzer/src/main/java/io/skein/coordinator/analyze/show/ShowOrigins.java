package io.skein.coordinator.analyze.show;

import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.spi.connector.SchemaTableName;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowGrants;
import io.trino.sql.tree.ShowRoleGrants;
import io.trino.sql.tree.ShowRoles;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which table of the information schema each column of a SHOW statement comes from, as Trino answers DESCRIBE OUTPUT. */
public final class ShowOrigins {
    private final Tables tables;

    public ShowOrigins(PlanContext context) {
        this.tables = new Tables(context);
    }

    /** The origins of that many columns; those that come from no table are empty. */
    public List<Optional<Tables.Name>> of(Statement statement, int columns) {
        return switch (statement) {
            case ShowSchemas show -> all(catalog(show.getCatalog(), show), "schemata", columns);
            case ShowTables show ->
                all(
                        show.getSchema()
                                .map(schema -> tables.schema(schema, show).catalog())
                                .orElseGet(() -> tables.sessionCatalog(show)),
                        "tables",
                        columns);
            case ShowColumns show -> {
                // The other two, which are never NULL, are computed.
                Optional<Tables.Name> own =
                        Optional.of(name(tables.name(show.getTable(), show).catalog(), "columns"));
                yield List.of(own, own, Optional.empty(), Optional.empty());
            }
            case ShowGrants show -> all(tables.sessionCatalog(show), "table_privileges", columns);
            case ShowRoles show -> all(catalog(show.getCatalog(), show), "roles", columns);
            case ShowRoleGrants show -> all(catalog(show.getCatalog(), show), "applicable_roles", columns);
            default -> Collections.nCopies(columns, Optional.empty());
        };
    }

    private String catalog(Optional<Identifier> given, Statement statement) {
        return given.map(name -> name.getValue().toLowerCase(Locale.ENGLISH))
                .orElseGet(() -> tables.sessionCatalog(statement));
    }

    private static List<Optional<Tables.Name>> all(String catalog, String table, int columns) {
        return Collections.nCopies(columns, Optional.of(name(catalog, table)));
    }

    private static Tables.Name name(String catalog, String table) {
        return new Tables.Name(catalog, new SchemaTableName(InformationSchema.NAME, table));
    }
}
