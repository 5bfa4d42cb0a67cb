package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.query.QueryColumns;
import io.skein.coordinator.analyze.query.QueryPlanner;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.session.TableProperties;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.parse.StatementText;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.DropMaterializedView;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.RenameMaterializedView;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** CREATE, DROP, RENAME and SET PROPERTIES of materialized views. */
public final class MaterializedViewPlanner {
    private final PlanContext statement;
    private final Tables tables;

    public MaterializedViewPlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan create(CreateMaterializedView create) {
        Tables.Name name = tables.name(create.getName(), create);
        tables.requireCatalog(name.catalog(), create);
        if (create.isReplace() && create.isNotExists()) {
            throw Errors.notSupported(
                    create, "'CREATE OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together");
        }
        PlanContext context = create.isReplace() ? statement.replacing(name) : statement;
        RelationPlan query = new QueryPlanner(context, QueryEnvironment.top()).plan(create.getQuery());
        List<ColumnMetadata> columns = QueryColumns.of(create, query, List.of());
        TableProperties.ofMaterializedViews(statement, name.catalog()).check(create.getProperties());
        if (create.isNotExists() && tables.materializedView(name).isPresent()) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "CREATE MATERIALIZED VIEW");
        }
        if (tables.find(name).isPresent()) {
            throw new SkeinException(
                    StandardErrorCode.UNSUPPORTED_TABLE_TYPE,
                    "Existing table is not a Materialized View: " + name.table());
        }
        ViewDefinition view = new ViewDefinition(
                StatementText.of(create.getQuery()),
                statement.session().catalog(),
                statement.session().schema(),
                columns.stream()
                        .map(column -> new ViewDefinition.Column(column.name(), column.type(), Optional.empty()))
                        .toList(),
                create.getComment(),
                Optional.of(statement.session().user()));
        MaterializedView.Definition definition = new MaterializedView.Definition(
                view,
                create.getGracePeriod().map(this::gracePeriod),
                DefinitionPlanner.properties(create.getProperties()));
        return new StatementPlan.Command(
                new CoordinatorCommand.CreateMaterializedView(
                        name.catalog(), name.table(), definition, create.isReplace()),
                "CREATE MATERIALIZED VIEW");
    }

    private Duration gracePeriod(IntervalLiteral literal) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(literal);
        if (!(value instanceof Expression.Constant(Object length, Type type))
                || type != Type.Simple.INTERVAL_DAY_SECOND
                || !(length instanceof Long milliseconds)) {
            throw Errors.notSupported(literal, "Unsupported grace period: " + literal);
        }
        if (milliseconds < 0) {
            throw Errors.at(literal, StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "Grace period cannot be negative");
        }
        return Duration.ofMillis(milliseconds);
    }

    public StatementPlan drop(DropMaterializedView drop) {
        Tables.Name name = tables.name(drop.getName(), drop);
        tables.requireCatalog(name.catalog(), drop);
        if (tables.materializedView(name).isPresent()) {
            return new StatementPlan.Command(
                    new CoordinatorCommand.DropMaterializedView(name.catalog(), name.table()),
                    "DROP MATERIALIZED VIEW");
        }
        refuseOther(drop, name, tables.find(name), "table", "TABLE");
        refuseOther(drop, name, tables.view(name), "view", "VIEW");
        if (drop.isExists()) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP MATERIALIZED VIEW");
        }
        throw Errors.at(drop, StandardErrorCode.GENERIC_USER_ERROR, "Materialized view '%s' does not exist", name);
    }

    private static void refuseOther(
            Statement statement, Tables.Name name, Optional<?> other, String kind, String keyword) {
        if (other.isPresent()) {
            throw Errors.at(
                    statement,
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "Materialized view '%s' does not exist, but a %s with that name exists. Did you mean DROP %s %s?",
                    name,
                    kind,
                    keyword,
                    name);
        }
    }

    public StatementPlan rename(RenameMaterializedView rename) {
        Tables.Name source = tables.name(rename.getSource(), rename);
        if (!tables.catalogExists(source.catalog())
                || tables.materializedView(source).isEmpty()) {
            return missing(rename, source);
        }
        Tables.Name target = tables.name(rename.getTarget(), rename);
        if (!tables.catalogExists(target.catalog())) {
            throw Errors.at(
                    rename, StandardErrorCode.CATALOG_NOT_FOUND, "Target catalog '%s' not found", target.catalog());
        }
        if (tables.materializedView(target).isPresent()) {
            throw Errors.at(
                    rename,
                    StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Target materialized view '%s' already exists",
                    target);
        }
        boolean view = tables.view(target).isPresent();
        if (view || tables.find(target).isPresent()) {
            throw Errors.at(
                    rename,
                    StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Target materialized view '%s' does not exist, but a %s with that name exists.",
                    target,
                    view ? "view" : "table");
        }
        if (!target.catalog().equals(source.catalog())) {
            throw Errors.notSupported(rename, "Materialized View rename across catalogs is not supported");
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.RenameMaterializedView(source.catalog(), source.table(), target.table()),
                "RENAME MATERIALIZED VIEW");
    }

    private StatementPlan missing(RenameMaterializedView rename, Tables.Name name) {
        boolean known = tables.catalogExists(name.catalog());
        boolean view = known && tables.view(name).isPresent();
        if (view || known && tables.find(name).isPresent()) {
            throw Errors.at(
                    rename,
                    StandardErrorCode.TABLE_NOT_FOUND,
                    "Materialized View '%s' does not exist, but a %s with that name exists. Did you mean ALTER %s %s RENAME TO ...?",
                    name,
                    view ? "view" : "table",
                    view ? "VIEW" : "TABLE",
                    name);
        }
        if (rename.isExists()) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "RENAME MATERIALIZED VIEW");
        }
        throw Errors.at(rename, StandardErrorCode.TABLE_NOT_FOUND, "Materialized View '%s' does not exist", name);
    }

    public StatementPlan setProperties(SetProperties set) {
        Tables.Name name = tables.name(set.getName(), set);
        tables.requireCatalog(name.catalog(), set);
        if (tables.materializedView(name).isEmpty()) {
            boolean view = tables.view(name).isPresent();
            String other = view || tables.find(name).isPresent()
                    ? ", but a %s with that name exists.".formatted(view ? "view" : "table")
                    : "";
            throw Errors.at(
                    set, StandardErrorCode.TABLE_NOT_FOUND, "Materialized View '%s' does not exist%s", name, other);
        }
        TableProperties.ofMaterializedViews(statement, name.catalog()).check(set.getProperties());
        Map<String, Optional<String>> properties = new LinkedHashMap<>();
        DefinitionPlanner.properties(set.getProperties())
                .forEach((property, value) -> properties.put(property, Optional.of(value)));
        for (Property property : set.getProperties()) {
            if (property.isSetToDefault()) {
                properties.put(property.getName().getValue().toLowerCase(Locale.ENGLISH), Optional.empty());
            }
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.SetMaterializedViewProperties(name.catalog(), name.table(), properties),
                "SET PROPERTIES");
    }
}
