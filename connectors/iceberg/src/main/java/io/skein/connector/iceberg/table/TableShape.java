package io.skein.connector.iceberg.table;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An Iceberg table as users see it. */
public final class TableShape {
    /** The property that keeps a table's comment. */
    public static final String COMMENT = "comment";

    private TableShape() {}

    static TableMetadata of(SchemaTableName name, org.apache.iceberg.TableMetadata table) {
        List<ColumnMetadata> columns = new ArrayList<>(TableFields.columns(table.schema()));
        columns.addAll(HiddenColumns.metadata());
        return new TableMetadata(
                name,
                columns,
                TableOptions.format(table),
                Optional.ofNullable(table.properties().get(COMMENT)));
    }
}
