package io.skein.connector.iceberg.table;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import java.util.Optional;

/** An Iceberg table as users see it. */
public final class TableShape {
    /** The property that keeps a table's comment. */
    public static final String COMMENT = "comment";

    private TableShape() {}

    static TableMetadata of(SchemaTableName name, org.apache.iceberg.TableMetadata table) {
        return new TableMetadata(
                name,
                TableFields.columns(table.schema()),
                TableOptions.format(table),
                Optional.ofNullable(table.properties().get(COMMENT)));
    }
}
