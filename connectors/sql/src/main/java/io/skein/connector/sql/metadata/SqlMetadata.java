package io.skein.connector.sql.metadata;

import io.skein.connector.sql.NameMatching;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
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
import java.util.List;
import java.util.Optional;
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
            TableShape shape = TableShape.of(name, found);
            if (shape.remote().isEmpty()) {
                throw new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND,
                        "Table '" + name + "' has no supported columns (all "
                                + found.columns().size() + " columns are not supported)");
            }
            List<RemoteColumn> columns = new ArrayList<>(shape.remote());
            columns.addAll(tables.catalog().identity());
            return shape.as(RemoteQuery.of(found.table(), columns));
        });
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        return tables.find(table.name())
                .map(found -> TableShape.of(table.name(), found).metadata())
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND, "Table '" + table.name() + "' does not exist"));
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
