package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table that no connector has: its rows are metadata, put into the plan when the statement is planned.
 *
 * @param rows values as constants have them; a structured one is its expression
 */
public record VirtualTable(List<Column> columns, Function<Restriction, List<List<@Nullable Object>>> rows) {
    /** A hidden column is there for those who name it. */
    public record Column(String name, Type type, boolean hidden) {
        public Column(String name, Type type) {
            this(name, type, false);
        }

        public static Column text(String name) {
            return new Column(name, Type.Varchar.UNBOUNDED);
        }

        public static Column hidden(String name) {
            return new Column(name, Type.Varchar.UNBOUNDED, true);
        }
    }

    public static Optional<VirtualTable> find(CatalogMetadata metadata, Tables.Name name) {
        if (name.table().schema().equals(InformationSchema.NAME)) {
            return new InformationSchema(metadata, name.catalog())
                    .table(name.table().table());
        }
        return name.catalog().equals(SystemCatalog.NAME)
                ? new SystemCatalog(metadata)
                        .table(name.table().schema(), name.table().table())
                : Optional.empty();
    }

    /** Whether the name is one that only virtual tables have. */
    public static boolean covers(Tables.Name name) {
        return name.table().schema().equals(InformationSchema.NAME)
                || name.catalog().equals(SystemCatalog.NAME);
    }

    public static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    public RelationPlan plan(
            PlanContext statement,
            Tables.Name name,
            QualifiedName written,
            Restriction restriction,
            QueryEnvironment environment) {
        List<Symbol> symbols = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            symbols.add(symbol);
            Field.Origin origin = new Field.Origin(
                    name.catalog(), name.table().schema(), name.table().table(), column.name());
            fields.add(new Field(
                    Optional.of(column.name()), Optional.of(written), symbol, column.hidden(), Optional.of(origin)));
        }
        List<List<Expression>> values = new ArrayList<>();
        for (List<@Nullable Object> row : rows.apply(restriction)) {
            List<Expression> constants = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                constants.add(
                        row.get(i) instanceof Expression structured
                                ? structured
                                : new Expression.Constant(
                                        row.get(i), columns.get(i).type()));
            }
            values.add(constants);
        }
        return new RelationPlan(new ValuesNode(symbols, values), new Scope(fields, environment.outer()));
    }
}
