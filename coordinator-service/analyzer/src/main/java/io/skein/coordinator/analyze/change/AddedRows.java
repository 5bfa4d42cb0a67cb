package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.TableHandle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The query of a materialized view over just what has come to its table: each of the query's rows must come of one of the table's, the same whenever it is asked.
 * A query that names the time, the user or chance is not looked into further.
 */
final class AddedRows {
    /** Under Trino's name, in the catalogs that have it. */
    private static final String ENABLED = "incremental_refresh_enabled";

    private static final Pattern CHANGING = Pattern.compile(
            "(?is).*\\b(now|current_\\w+|localtime|localtimestamp|random|rand|uuid|shuffle|tablesample)\\b.*");

    private final PlanContext statement;

    AddedRows(PlanContext statement) {
        this.statement = statement;
    }

    Optional<PlanNode> plan(PlanNode query, Tables.Name name, MaterializedView view) {
        boolean enabled =
                Boolean.parseBoolean(statement.catalogProperties(name.catalog()).getOrDefault(ENABLED, "true"));
        return view.added()
                .filter(_ -> enabled
                        && !CHANGING.matcher(view.definition().view().sql()).matches())
                .flatMap(added -> over(query, new TableReference(name.catalog(), added)));
    }

    private static Optional<PlanNode> over(PlanNode node, TableReference added) {
        return switch (node) {
            case FilterNode _, ProjectNode _ ->
                over(node.sources().getFirst(), added).map(source -> node.withSources(List.of(source)));
            case TableScanNode scan
            when isOf(scan.table(), added) -> Optional.of(new TableScanNode(added, scan.columns(), scan.constraint()));
            default -> Optional.empty();
        };
    }

    private static boolean isOf(TableReference table, TableReference added) {
        TableHandle handle = table.handle();
        return table.catalog().equals(added.catalog())
                && handle.name().equals(added.handle().name());
    }
}
