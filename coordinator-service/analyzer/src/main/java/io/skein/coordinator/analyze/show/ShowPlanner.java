package io.skein.coordinator.analyze.show;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.analyze.query.RelationPlanner;
import io.skein.coordinator.analyze.query.StoredViews;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.session.SessionProperties;
import io.skein.coordinator.analyze.statement.FunctionPlanner;
import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.coordinator.analyze.system.ListedTable;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.parse.StatementText;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowSession;
import io.trino.sql.tree.ShowStats;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** SHOW and DESCRIBE. */
public final class ShowPlanner {

    private final PlanContext statement;
    private final Tables tables;

    public ShowPlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan.Query catalogs(ShowCatalogs show) {
        Listing listing = Listing.of("Catalog");
        SystemCatalog.catalogs(statement.metadata()).forEach(listing::row);
        return listing.fitted().like(show.getLikePattern(), show.getEscape()).plan(statement);
    }

    public StatementPlan.Query schemas(ShowSchemas show) {
        String catalog = show.getCatalog()
                .map(Identifier::getValue)
                .map(ShowPlanner::lower)
                .orElseGet(() -> tables.sessionCatalog(show));
        requireCatalog(catalog);
        Listing listing = Listing.of("Schema");
        InformationSchema.schemas(statement.metadata(), catalog).forEach(listing::row);
        return listing.like(show.getLikePattern(), show.getEscape()).plan(statement);
    }

    private void requireCatalog(String catalog) {
        if (!SystemCatalog.catalogs(statement.metadata()).contains(catalog)) {
            throw new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + catalog + "' not found");
        }
    }

    public StatementPlan.Query tables(ShowTables show) {
        Tables.SchemaName schema = show.getSchema()
                .map(name -> tables.schema(name, show))
                .orElseGet(() -> new Tables.SchemaName(tables.sessionCatalog(show), tables.sessionSchema(show)));
        requireCatalog(schema.catalog());
        tables.requireSchema(schema.catalog(), schema.schema(), show);
        Listing listing = Listing.of("Table");
        ListedTable.of(
                        statement.metadata(),
                        schema.catalog(),
                        Restriction.values("schema", Set.of(schema.schema())),
                        "schema",
                        "table")
                .stream()
                .map(table -> table.name().table())
                .sorted()
                .forEach(listing::row);
        return listing.like(show.getLikePattern(), show.getEscape()).plan(statement);
    }

    public StatementPlan.Query columns(ShowColumns show) {
        Tables.Name name = tables.name(show.getTable(), show);
        Listing listing = Listing.of("Column", "Type", "Extra", "Comment");
        tables.requireCatalog(name.catalog(), show);
        List<ColumnMetadata> columns = SystemCatalog.columns(statement.metadata(), name);
        if (columns.isEmpty()) {
            tables.requireSchema(name.catalog(), name.table().schema(), show);
            throw Tables.missing(name, show);
        }
        columns.forEach(column -> listing.row(
                column.name(), column.type().displayName(), "", column.comment().orElse("")));
        return listing.like(show.getLikePattern(), show.getEscape()).plan(statement);
    }

    public StatementPlan.Query session(ShowSession show) {
        Listing listing = Listing.of("Name", "Value", "Default", "Type", "Description");
        Map<String, String> given = statement.session().properties();
        new SessionProperties(statement.metadata())
                .listed()
                .forEach((name, property) -> listing.row(
                        name,
                        given.getOrDefault(name, property.defaultValue()),
                        property.defaultValue(),
                        property.type().displayName(),
                        property.fullDescription()));
        return listing.fitted().like(show.getLikePattern(), show.getEscape()).plan(statement);
    }

    /** The table's or the query's rows; that a table is missing has no place in the statement. */
    public StatementPlan.Statistics statistics(ShowStats show) {
        Relation relation = show.getRelation() instanceof Table table ? new Table(table.getName()) : show.getRelation();
        RelationPlan plan = new RelationPlanner(statement, QueryEnvironment.top()).plan(relation);
        return new StatementPlan.Statistics(StatementPlanner.output(plan, statement.symbols()));
    }

    public StatementPlan.Query create(ShowCreate show) {
        return switch (show.getType()) {
            case TABLE -> createTable(show);
            case SCHEMA -> {
                Tables.SchemaName schema = tables.schema(show.getName(), show);
                tables.requireSchema(schema.catalog(), schema.schema(), show);
                yield Listing.of("Create Schema")
                        .row("CREATE SCHEMA " + schema)
                        .fitted()
                        .plan(statement);
            }
            case VIEW -> createView(show);
            case MATERIALIZED_VIEW -> {
                Tables.Name name = tables.name(show.getName(), show);
                tables.requireCatalog(name.catalog(), show);
                if (tables.view(name).isPresent()) {
                    throw Errors.notSupported(show, "Relation '" + name + "' is a view, not a materialized view");
                }
                if (tables.find(name).isPresent()) {
                    throw Errors.notSupported(show, "Relation '" + name + "' is a table, not a materialized view");
                }
                yield tables.materializedView(name)
                        .map(view -> materializedView(show, name, view))
                        .orElseThrow(() -> Errors.at(
                                show, StandardErrorCode.TABLE_NOT_FOUND, "Materialized view '%s' not found", name));
            }
            case FUNCTION -> new FunctionPlanner(statement).show(show);
        };
    }

    private StatementPlan.Query materializedView(ShowCreate show, Tables.Name name, MaterializedView view) {
        CreateMaterializedView create = new CreateMaterializedView(
                new NodeLocation(1, 1),
                QualifiedName.of(
                        name.catalog(), name.table().schema(), name.table().table()),
                new StoredViews(statement).parsed(view.definition().view(), name, show),
                false,
                false,
                view.definition().gracePeriod().map(ShowPlanner::interval),
                tables
                        .require(new Tables.Name(name.catalog(), view.storage()), show)
                        .metadata()
                        .properties()
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(property -> new Property(
                                new NodeLocation(1, 1),
                                new Identifier(property.getKey()),
                                StatementParser.expression(property.getValue())))
                        .toList(),
                view.definition().view().comment());
        return Listing.of("Create Materialized View")
                .row(StatementText.of(create).strip())
                .fitted()
                .plan(statement);
    }

    private static IntervalLiteral interval(Duration duration) {
        return new IntervalLiteral(
                new NodeLocation(1, 1),
                String.format(Locale.ENGLISH, "%d.%03d", duration.toSeconds(), duration.toMillisPart()),
                IntervalLiteral.Sign.POSITIVE,
                IntervalLiteral.IntervalField.SECOND,
                Optional.empty());
    }

    private StatementPlan.Query createView(ShowCreate show) {
        Tables.Name name = tables.name(show.getName(), show);
        tables.requireCatalog(name.catalog(), show);
        ViewDefinition view = tables.view(name).orElseThrow(() -> {
            if (tables.materializedView(name).isPresent()) {
                return Errors.notSupported(show, "Relation '" + name + "' is a materialized view, not a view");
            }
            if (tables.find(name).isPresent()) {
                return Errors.notSupported(show, "Relation '" + name + "' is a table, not a view");
            }
            tables.requireSchema(name.catalog(), name.table().schema(), show);
            return Errors.at(show, StandardErrorCode.TABLE_NOT_FOUND, "View '%s' not found", name);
        });
        CreateView create = new CreateView(
                new NodeLocation(1, 1),
                QualifiedName.of(
                        name.catalog(), name.table().schema(), name.table().table()),
                new StoredViews(statement).parsed(view, name, show),
                false,
                view.comment(),
                Optional.of(view.owner().isPresent() ? CreateView.Security.DEFINER : CreateView.Security.INVOKER),
                List.of());
        return Listing.of("Create View")
                .row(StatementText.of(create).strip())
                .fitted()
                .plan(statement);
    }

    private StatementPlan.Query createTable(ShowCreate show) {
        Tables.Name name = tables.name(show.getName(), show);
        tables.requireCatalog(name.catalog(), show);
        if (tables.view(name).isPresent()) {
            throw Errors.notSupported(show, "Relation '" + name + "' is a view, not a table");
        }
        if (tables.materializedView(name).isPresent()) {
            throw Errors.notSupported(show, "Relation '" + name + "' is a materialized view, not a table");
        }
        CatalogMetadata.ResolvedTable table = tables.require(name, show);
        return Listing.of("Create Table")
                .row(definition(name, table.metadata()))
                .fitted()
                .plan(statement);
    }

    private static String definition(Tables.Name name, TableMetadata table) {
        StringBuilder text = new StringBuilder("CREATE TABLE ")
                .append(quoted(name.catalog()))
                .append('.')
                .append(quoted(name.table().schema()))
                .append('.')
                .append(quoted(name.table().table()))
                .append(" (\n");
        text.append(table.columns().stream()
                .filter(column -> !column.hidden())
                .map(ShowPlanner::definition)
                .collect(Collectors.joining(",\n")));
        text.append("\n)");
        table.comment().ifPresent(comment -> text.append("\nCOMMENT ").append(literal(comment)));
        if (!table.properties().isEmpty()) {
            Map<String, String> properties = new TreeMap<>(table.properties());
            text.append("\nWITH (\n");
            text.append(properties.entrySet().stream()
                    .map(property -> "   " + quoted(property.getKey()) + " = " + property.getValue())
                    .collect(Collectors.joining(",\n")));
            text.append("\n)");
        }
        return text.toString();
    }

    private static String definition(ColumnMetadata column) {
        return "   " + quoted(column.name()) + " " + written(column.type()) + (column.nullable() ? "" : " NOT NULL")
                + column.comment()
                        .map(comment -> " COMMENT " + literal(comment))
                        .orElse("");
    }

    /** A type as Trino's formatter writes it. */
    private static String written(Type type) {
        return switch (type) {
            case Type.Simple.INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
            case Type.Simple.INTERVAL_DAY_SECOND -> "INTERVAL DAY TO SECOND";
            case Type.Decimal(int precision, int scale) -> "decimal(" + precision + ", " + scale + ")";
            case Type.Array(Type element) -> "array(" + written(element) + ")";
            case Type.MapOf(Type key, Type value) -> "map(" + written(key) + ", " + written(value) + ")";
            case Type.Row(List<Type.Field> fields) ->
                fields.stream()
                        .map(field ->
                                field.name().map(name -> quoted(name) + " ").orElse("") + written(field.type()))
                        .collect(Collectors.joining(", ", "ROW(", ")"));
            default -> type.displayName();
        };
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ENGLISH);
    }
}
