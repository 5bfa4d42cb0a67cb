package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.query.QueryColumns;
import io.skein.coordinator.analyze.query.QueryPlanner;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.session.TableProperties;
import io.skein.coordinator.analyze.statement.DefinitionPlanner;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.SaveMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** CREATE TABLE AS and INSERT: a query whose rows go to a table. */
public final class WritePlanner {
    private final PlanContext statement;
    private final Tables tables;

    public WritePlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan create(CreateTableAsSelect create) {
        Tables.Name name = tables.name(create.getName(), create);
        tables.requireCatalog(name.catalog(), create);
        if (tables.find(name).isPresent() && create.getSaveMode() != SaveMode.REPLACE) {
            if (create.getSaveMode() == SaveMode.IGNORE) {
                return new StatementPlan.Command(new CoordinatorCommand.WriteNothing(), "CREATE TABLE");
            }
            throw Errors.at(
                    create, StandardErrorCode.TABLE_ALREADY_EXISTS, "Destination table '%s' already exists", name);
        }
        tables.requireSchema(name.catalog(), name.table().schema(), create);
        TableProperties.ofTables(statement, name.catalog()).check(create.getProperties());
        RelationPlan query = new QueryPlanner(statement, QueryEnvironment.top()).plan(create.getQuery());
        List<ColumnMetadata> columns = stored(
                name.catalog(),
                QueryColumns.of(create, query, create.getColumnAliases().orElse(List.of())));
        PlanNode source = create.isWithData() ? query.root() : new LimitNode(query.root(), 0, List.of());
        TableMetadata table = new TableMetadata(
                name.table(), columns, DefinitionPlanner.properties(create.getProperties()), create.getComment());
        WriteTarget target = new WriteTarget.Create(name.catalog(), table, create.getSaveMode() == SaveMode.REPLACE);
        return new StatementPlan.Write(writer(create, source, query.symbols(), columns), target, "CREATE TABLE");
    }

    /** The columns with the types that the catalog gives them. */
    private List<ColumnMetadata> stored(String catalog, List<ColumnMetadata> columns) {
        List<Type> types = statement
                .metadata()
                .storedTypes(catalog, columns.stream().map(ColumnMetadata::type).toList());
        List<ColumnMetadata> stored = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            stored.add(ColumnMetadata.of(columns.get(i).name(), types.get(i)));
        }
        return stored;
    }

    private OutputNode writer(
            CreateTableAsSelect create, PlanNode source, List<Symbol> given, List<ColumnMetadata> columns) {
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        List<Symbol> symbols = new ArrayList<>();
        StoredValues values = new StoredValues(statement, create);
        for (int i = 0; i < given.size(); i++) {
            ColumnMetadata column = columns.get(i);
            boolean same = given.get(i).type().equals(column.type());
            Symbol symbol = same ? given.get(i) : statement.symbols().create(column.name(), column.type());
            assignments.put(symbol, values.stored(given.get(i).reference(), column));
            symbols.add(symbol);
        }
        return writer(symbols.equals(given) ? source : new ProjectNode(source, assignments), symbols);
    }

    private OutputNode writer(PlanNode source, List<Symbol> columns) {
        return writer(statement, source, columns);
    }

    /** Writes the columns and answers how many rows there were. */
    static OutputNode writer(PlanContext statement, PlanNode source, List<Symbol> columns) {
        Symbol count = statement.symbols().create("rows", Type.Simple.BIGINT);
        return new OutputNode(new TableWriterNode(source, columns, count), List.of("rows"), List.of(count));
    }

    public StatementPlan insert(Insert insert) {
        Tables.Name name = tables.name(insert.getTarget(), insert);
        tables.requireCatalog(name.catalog(), insert);
        if (tables.view(name).isPresent()) {
            throw Errors.notSupported(insert, "Inserting into views is not supported");
        }
        if (tables.materializedView(name).isPresent()) {
            throw Errors.notSupported(insert, "Inserting into materialized views is not supported");
        }
        CatalogMetadata.ResolvedTable table = tables.require(name, insert);
        List<ColumnMetadata> columns = targets(insert, table.metadata());
        RelationPlan query = new QueryPlanner(statement, QueryEnvironment.top()).plan(insert.getQuery());
        List<Symbol> given = query.symbols();
        requireTypes(insert, columns, given);
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        List<ColumnMetadata> written = new ArrayList<>();
        List<Symbol> symbols = new ArrayList<>();
        StoredValues values = new StoredValues(statement, insert);
        for (int i = 0; i < columns.size(); i++) {
            ColumnMetadata column = columns.get(i);
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            assignments.put(symbol, values.stored(given.get(i).reference(), column));
            written.add(column);
            symbols.add(symbol);
        }
        // What is left out is NULL, so a column that takes none has to be written all the same: to be refused.
        for (ColumnMetadata column : table.metadata().columns()) {
            if (!column.nullable() && !column.hidden() && !columns.contains(column)) {
                Symbol symbol = statement.symbols().create(column.name(), column.type());
                assignments.put(symbol, values.stored(new Expression.Constant(null, column.type()), column));
                written.add(column);
                symbols.add(symbol);
            }
        }
        PlanNode source = new ProjectNode(query.root(), assignments);
        WriteTarget target = new WriteTarget.Insert(
                table.reference(), written.stream().map(ColumnMetadata::name).toList());
        return new StatementPlan.Write(writer(source, symbols), target, "INSERT");
    }

    private static List<ColumnMetadata> targets(Insert insert, TableMetadata table) {
        if (insert.getColumns().isEmpty()) {
            return table.columns().stream().filter(column -> !column.hidden()).toList();
        }
        List<ColumnMetadata> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Identifier identifier : insert.getColumns().get()) {
            String name = identifier.getValue().toLowerCase(Locale.ENGLISH);
            ColumnMetadata column = table.columns().stream()
                    .filter(each -> each.name().equalsIgnoreCase(name) && !each.hidden())
                    .findFirst()
                    .orElseThrow(() -> Errors.at(
                            insert,
                            StandardErrorCode.COLUMN_NOT_FOUND,
                            "Insert column name does not exist in target table: %s",
                            name));
            if (!names.add(name)) {
                throw Errors.at(
                        insert,
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Insert column name is specified more than once: %s",
                        name);
            }
            columns.add(column);
        }
        return columns;
    }

    /** Whether values of the type can go into the column. */
    static boolean storable(Type given, ColumnMetadata column) {
        return Coercions.commonSuperType(given, column.type()).isPresent();
    }

    private static void requireTypes(Insert insert, List<ColumnMetadata> columns, List<Symbol> given) {
        boolean matches = columns.size() == given.size();
        for (int i = 0; matches && i < columns.size(); i++) {
            matches = storable(given.get(i).type(), columns.get(i));
        }
        if (!matches) {
            throw Errors.at(
                    insert,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Insert query has mismatched column types: Table: %s, Query: %s",
                    columns.stream().map(ColumnMetadata::type).toList(),
                    given.stream().map(Symbol::type).toList());
        }
    }
}
