package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Analyze;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ANALYZE: a scan of the columns whose values the catalog is to learn of. */
public final class AnalyzePlanner {
    private final PlanContext statement;
    private final Tables tables;

    public AnalyzePlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan plan(Analyze analyze) {
        Tables.Name name = tables.name(analyze.getTableName(), analyze);
        tables.requireCatalog(name.catalog(), analyze);
        if (tables.view(name).isPresent()) {
            throw Errors.notSupported(analyze, "Analyzing views is not supported");
        }
        CatalogMetadata.ResolvedTable table = tables.find(name).orElseThrow(() -> Tables.missing(name, analyze));
        AnalyzeProperties properties = AnalyzeProperties.of(statement, analyze, name.catalog());
        Optional<List<String>> named = properties.columns();
        List<ColumnMetadata> scalar = table.metadata().columns().stream()
                .filter(column -> !column.hidden() && isScalar(column.type()))
                .toList();
        List<String> known = scalar.stream().map(ColumnMetadata::name).toList();
        List<String> unknown = new ArrayList<>(named.orElse(List.of()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_ANALYZE_PROPERTY, "Invalid columns specified for analysis: " + unknown);
        }
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        for (ColumnMetadata column : scalar) {
            if (named.isEmpty() || named.get().contains(column.name())) {
                columns.put(statement.symbols().create(column.name(), column.type()), column.handle());
            }
        }
        TableReference read = properties.partitions().isEmpty()
                ? table.reference()
                : statement.metadata().partitions(table.reference(), properties.partitions());
        return new StatementPlan.Write(
                WritePlanner.writer(
                        statement, new TableScanNode(read, columns, Constraint.ALL), List.copyOf(columns.keySet())),
                new WriteTarget.Analyze(
                        read,
                        columns.values().stream().map(ColumnHandle::name).toList(),
                        statement.catalogProperties(name.catalog())),
                "ANALYZE");
    }

    private static boolean isScalar(Type type) {
        return !(type instanceof Type.Row || type instanceof Type.Array || type instanceof Type.MapOf);
    }
}
