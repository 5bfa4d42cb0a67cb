package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.metadata.QualifiedTableName;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables that a statement names, told to the catalogs before the analysis asks for one after the other. */
public final class ExpectedTables {
    private final List<Table> written = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    private ExpectedTables() {}

    public static void tell(Node statement, PlanContext context) {
        ExpectedTables expected = new ExpectedTables();
        expected.collect(statement);
        context.metadata().expectTables(expected.names(context));
    }

    private void collect(Node node) {
        switch (node) {
            case Table table when table.getQueryPeriod().isEmpty() -> written.add(table);
            case WithQuery query -> named.add(query.getName().getValue());
            default -> {}
        }
        node.getChildren().forEach(this::collect);
    }

    private Set<QualifiedTableName> names(PlanContext context) {
        Tables tables = new Tables(context);
        Set<QualifiedTableName> names = new LinkedHashSet<>();
        for (Table table : written) {
            QualifiedName name = table.getName();
            int parts = name.getParts().size();
            boolean complete = parts == 3
                    || parts <= 2
                            && context.session().catalog().isPresent()
                            && (parts == 2 || context.session().schema().isPresent());
            if (complete && !(parts == 1 && named.contains(name.getSuffix()))) {
                Tables.Name full = tables.name(name, table);
                if (tables.catalogExists(full.catalog()) && !VirtualTable.covers(full)) {
                    names.add(new QualifiedTableName(full.catalog(), full.table()));
                }
            }
        }
        return names;
    }
}
