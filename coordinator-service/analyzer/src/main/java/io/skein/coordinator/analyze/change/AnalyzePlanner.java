package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
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
import io.trino.sql.tree.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** ANALYZE: a scan of the columns whose values the catalog is to learn of. */
public final class AnalyzePlanner {
    private static final String COLUMNS = "columns";

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
        Optional<List<String>> named = named(analyze, name.catalog());
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
        return new StatementPlan.Write(
                WritePlanner.writer(
                        statement,
                        new TableScanNode(table.reference(), columns, Constraint.ALL),
                        List.copyOf(columns.keySet())),
                new WriteTarget.Analyze(
                        table.reference(),
                        columns.values().stream().map(ColumnHandle::name).toList(),
                        statement.catalogProperties(name.catalog())),
                "ANALYZE");
    }

    private static boolean isScalar(Type type) {
        return !(type instanceof Type.Row || type instanceof Type.Array || type instanceof Type.MapOf);
    }

    private Optional<List<String>> named(Analyze analyze, String catalog) {
        Optional<List<String>> named = Optional.empty();
        for (Property property : analyze.getProperties()) {
            String name = property.getName().getValue().toLowerCase(Locale.ENGLISH);
            if (!name.equals(COLUMNS)) {
                throw Errors.at(
                        property,
                        StandardErrorCode.INVALID_ANALYZE_PROPERTY,
                        "Catalog '%s' analyze property '%s' does not exist",
                        catalog,
                        name);
            }
            if (!property.isSetToDefault()) {
                named = Optional.of(columns(property, catalog));
            }
        }
        return named;
    }

    private List<String> columns(Property property, String catalog) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(property.getNonDefaultValue());
        List<String> names = new ArrayList<>();
        if (value instanceof Expression.ArrayConstructor array) {
            for (Expression element : array.elements()) {
                if (element instanceof Expression.Constant(Object text, Type _) && text instanceof String column) {
                    names.add(column);
                }
            }
            if (names.size() == array.elements().size()) {
                return names;
            }
        }
        throw Errors.at(
                property,
                StandardErrorCode.INVALID_ANALYZE_PROPERTY,
                "Invalid value for catalog '%s' analyze property '%s': Cannot convert [%s] to array(varchar)",
                catalog,
                COLUMNS,
                property.getNonDefaultValue());
    }
}
