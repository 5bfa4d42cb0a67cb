package io.skein.connector.sql.metadata;

import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorMetadata.FoundTable;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A relation as it is seen here.
 *
 * @param remote what to read for its columns, which are those that can be read
 */
public record TableShape(TableMetadata metadata, List<RemoteColumn> remote) {
    public TableShape {
        remote = List.copyOf(remote);
    }

    public static TableShape of(SchemaTableName table, RemoteTables.Found found) {
        List<ColumnMetadata> columns = new ArrayList<>();
        List<RemoteColumn> remote = new ArrayList<>();
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
            columns.add(new ColumnMetadata(
                    new ColumnHandle(readable.name(), readable.type(), OptionalInt.empty()),
                    column.nullable(),
                    false,
                    column.comment()));
        }
        return new TableShape(new TableMetadata(table, columns, Map.of(), found.comment()), remote);
    }

    /** The relation, whose rows are this query's. */
    public FoundTable as(RemoteQuery query) {
        return new FoundTable(new TableHandle(metadata.name(), RemoteQueryCodec.encode(query)), metadata);
    }
}
