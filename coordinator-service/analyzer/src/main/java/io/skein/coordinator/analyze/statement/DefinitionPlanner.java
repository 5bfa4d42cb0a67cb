package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.session.TableProperties;
import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.tree.CreateSchema;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.DropSchema;
import io.trino.sql.tree.DropTable;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.RenameSchema;
import io.trino.sql.tree.RenameTable;
import io.trino.sql.tree.SaveMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** CREATE, DROP and RENAME of schemas and tables. */
public final class DefinitionPlanner {
    private final PlanContext statement;
    private final Tables tables;

    public DefinitionPlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan createSchema(CreateSchema create) {
        Tables.SchemaName schema = tables.schema(create.getSchemaName(), create);
        tables.requireCatalog(schema.catalog(), create);
        CoordinatorCommand command;
        if (!statement.metadata().schemaExists(schema.catalog(), schema.schema())) {
            command = new CoordinatorCommand.CreateSchema(
                    schema.catalog(), schema.schema(), properties(create.getProperties()));
        } else if (create.isNotExists()) {
            command = new CoordinatorCommand.Nothing();
        } else {
            throw Errors.at(create, StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Schema '%s' already exists", schema);
        }
        return new StatementPlan.Command(command, "CREATE SCHEMA");
    }

    public StatementPlan dropSchema(DropSchema drop) {
        Tables.SchemaName schema = tables.schema(drop.getSchemaName(), drop);
        tables.requireCatalog(schema.catalog(), drop);
        if (!statement.metadata().schemaExists(schema.catalog(), schema.schema())) {
            if (drop.isExists()) {
                return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP SCHEMA");
            }
            throw Errors.at(drop, StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '%s' does not exist", schema);
        }
        if (!drop.isCascade()
                && !statement
                        .metadata()
                        .tables(schema.catalog(), Optional.of(schema.schema()))
                        .isEmpty()) {
            throw Errors.at(
                    drop, StandardErrorCode.SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '%s'", schema.schema());
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.DropSchema(schema.catalog(), schema.schema(), drop.isCascade()), "DROP SCHEMA");
    }

    public StatementPlan renameSchema(RenameSchema rename) {
        Tables.SchemaName source = tables.schema(rename.getSource(), rename);
        Tables.SchemaName target = new Tables.SchemaName(
                source.catalog(), rename.getTarget().getValue().toLowerCase(Locale.ENGLISH));
        if (!exists(source)) {
            throw Errors.at(rename, StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '%s' does not exist", source);
        }
        if (exists(target)) {
            throw Errors.at(
                    rename, StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Target schema '%s' already exists", target);
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.RenameSchema(source.catalog(), source.schema(), target.schema()),
                "RENAME SCHEMA");
    }

    private boolean exists(Tables.SchemaName schema) {
        return tables.catalogExists(schema.catalog())
                && InformationSchema.schemas(statement.metadata(), schema.catalog())
                        .contains(schema.schema());
    }

    public StatementPlan createTable(CreateTable create) {
        Tables.Name name = tables.name(create.getName(), create);
        tables.requireCatalog(name.catalog(), create);
        boolean replace = create.getSaveMode() == SaveMode.REPLACE;
        if (tables.find(name).isPresent() && !replace) {
            if (create.getSaveMode() == SaveMode.IGNORE) {
                return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "CREATE TABLE");
            }
            throw Errors.at(create, StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '%s' already exists", name);
        }
        tables.requireSchema(name.catalog(), name.table().schema(), create);
        TableProperties.ofTables(statement, name.catalog()).check(create.getProperties());
        TableElements elements = new TableElements(statement, create, name.catalog());
        TableMetadata table =
                new TableMetadata(name.table(), elements.columns(), elements.properties(), create.getComment());
        return new StatementPlan.Command(
                new CoordinatorCommand.CreateTable(name.catalog(), table, replace), "CREATE TABLE");
    }

    public StatementPlan dropTable(DropTable drop) {
        Tables.Name name = tables.name(drop.getTableName(), drop);
        if (tables.catalogExists(name.catalog()) && tables.view(name).isPresent()) {
            throw Errors.at(
                    drop,
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "Table '%s' does not exist, but a view with that name exists. Did you mean DROP VIEW %s?",
                    name,
                    name);
        }
        if (tables.catalogExists(name.catalog())
                && tables.materializedView(name).isPresent()) {
            throw Errors.at(
                    drop,
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "Table '%s' does not exist, but a materialized view with that name exists. Did you mean DROP MATERIALIZED VIEW %s?",
                    name,
                    name);
        }
        if (drop.isExists()
                && (!statement.metadata().catalogExists(name.catalog())
                        || tables.find(name).isEmpty())) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP TABLE");
        }
        CatalogMetadata.ResolvedTable table = requireTable(name, drop);
        return new StatementPlan.Command(new CoordinatorCommand.DropTable(table.reference()), "DROP TABLE");
    }

    /** The table; DDL says the same of a missing schema as of a missing table. */
    private CatalogMetadata.ResolvedTable requireTable(Tables.Name name, Node node) {
        tables.requireCatalog(name.catalog(), node);
        return tables.find(name).orElseThrow(() -> Tables.missing(name, node));
    }

    public StatementPlan renameTable(RenameTable rename) {
        Tables.Name source = tables.name(rename.getSource(), rename);
        tables.requireCatalog(source.catalog(), rename);
        if (tables.view(source).isPresent()) {
            throw Errors.at(
                    rename,
                    StandardErrorCode.TABLE_NOT_FOUND,
                    "Table '%s' does not exist, but a view with that name exists. Did you mean ALTER VIEW %s RENAME TO ...?",
                    source,
                    source);
        }
        if (tables.materializedView(source).isPresent()) {
            throw Errors.at(
                    rename,
                    StandardErrorCode.TABLE_NOT_FOUND,
                    "Table '%s' does not exist, but a materialized view with that name exists. Did you mean ALTER MATERIALIZED VIEW %s RENAME TO ...?",
                    source,
                    source);
        }
        if (rename.isExists() && tables.find(source).isEmpty()) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "RENAME TABLE");
        }
        CatalogMetadata.ResolvedTable table = requireTable(source, rename);
        Tables.Name target = target(source, rename);
        if (!target.catalog().equals(source.catalog())) {
            throw Errors.notSupported(rename, "Table rename across catalogs is not supported");
        }
        if (tables.find(target).isPresent()) {
            throw Errors.at(rename, StandardErrorCode.TABLE_ALREADY_EXISTS, "Target table '%s' already exists", target);
        }
        tables.requireSchema(target.catalog(), target.table().schema(), rename);
        return new StatementPlan.Command(
                new CoordinatorCommand.RenameTable(table.reference(), target.table()), "RENAME TABLE");
    }

    /** A bare new name stays in the source's schema. */
    private Tables.Name target(Tables.Name source, RenameTable rename) {
        List<String> parts = rename.getTarget().getParts();
        return switch (parts.size()) {
            case 1 ->
                new Tables.Name(
                        source.catalog(),
                        new io.skein.spi.connector.SchemaTableName(
                                source.table().schema(), parts.getFirst()));
            case 2 ->
                new Tables.Name(
                        source.catalog(),
                        new io.skein.spi.connector.SchemaTableName(parts.getFirst(), parts.getLast()));
            default -> tables.name(rename.getTarget(), rename);
        };
    }

    /** A WITH clause's properties, values as they were written. */
    public static Map<String, String> properties(List<Property> properties) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Property property : properties) {
            String name = property.getName().getValue().toLowerCase(Locale.ENGLISH);
            if (values.containsKey(name)) {
                throw Errors.at(property, StandardErrorCode.DUPLICATE_PROPERTY, "Duplicate property: %s", name);
            }
            if (!property.isSetToDefault()) {
                values.put(name, ExpressionFormatter.formatExpression(property.getNonDefaultValue()));
            }
        }
        return values;
    }
}
