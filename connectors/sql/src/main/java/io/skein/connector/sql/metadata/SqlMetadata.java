package io.skein.connector.sql.metadata;

import io.skein.connector.sql.NameMatching;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Schemas, tables and their shapes, asked anew each time. A table's handle holds the query for all its rows.
 *
 * @param stored the type that a column for values of a type gets
 * @param statistics what the database knows of a table
 */
public record SqlMetadata(
        RemoteTables tables, UnaryOperator<Type> stored, Function<RemoteQuery, TableStatistics> statistics)
        implements ConnectorMetadata {
    @Override
    public List<String> schemas() {
        return tables.schemas().stream().map(NameMatching::lower).distinct().toList();
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        return tables.tables(schema);
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        return find(name).map(FoundTable::handle);
    }

    /** Asks once for both. */
    @Override
    public Optional<FoundTable> find(SchemaTableName name) {
        return tables.find(name).map(found -> {
            List<RemoteColumn> columns = new ArrayList<>();
            TableMetadata metadata = metadata(name, found, columns);
            if (columns.isEmpty()) {
                throw new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND,
                        "Table '" + name + "' has no supported columns (all "
                                + found.columns().size() + " columns are not supported)");
            }
            columns.addAll(tables.catalog().identity());
            return new FoundTable(
                    new TableHandle(name, RemoteQueryCodec.encode(RemoteQuery.of(found.table(), columns))), metadata);
        });
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        RemoteTables.Found found = tables.find(table.name())
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND, "Table '" + table.name() + "' does not exist"));
        return metadata(table.name(), found, new ArrayList<>());
    }

    private TableMetadata metadata(SchemaTableName name, RemoteTables.Found found, List<RemoteColumn> remote) {
        return new TableMetadata(name, shape(found, remote), Map.of(), found.comment());
    }

    /** The columns that can be read, and what to read for them. */
    private static List<ColumnMetadata> shape(RemoteTables.Found found, List<RemoteColumn> remote) {
        List<ColumnMetadata> shape = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (FoundColumn column : found.columns()) {
            if (column.readable().isEmpty()) {
                continue;
            }
            RemoteColumn readable = column.readable().get();
            if (!names.add(readable.name())) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "Ambiguous name: " + readable.name() + " stands for several columns of "
                                + found.table().table());
            }
            remote.add(readable);
            shape.add(new ColumnMetadata(
                    new ColumnHandle(readable.name(), readable.type(), OptionalInt.empty()),
                    column.nullable(),
                    false,
                    column.comment()));
        }
        return shape;
    }

    @Override
    public Type storedType(Type type) {
        return stored.apply(type);
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return statistics.apply(RemoteQueryCodec.decode(table.data()));
    }
}
