package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.metadata.LibraryRows.NamedValues;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $files}: the data and delete files of the current snapshot. */
final class FilesRows implements MetadataRows {
    private final BaseTable table;
    private final FileColumns file;

    FilesRows(BaseTable table) {
        this.table = table;
        this.file = new FileColumns(table);
    }

    @Override
    public List<ColumnMetadata> columns() {
        List<ColumnMetadata> columns = new ArrayList<>();
        file.fields()
                .forEach(field -> columns.add(MetadataRows.column(field.name().orElseThrow(), field.type())));
        columns.add(MetadataRows.column(ReadableMetrics.COLUMN, Type.Simple.JSON));
        return columns;
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.transform(new LibraryRows(table, MetadataTableType.FILES).rows(), this::row);
    }

    private @Nullable Object[] row(NamedValues values) {
        List<@Nullable Object> row = file.values(values);
        row.add(ReadableMetrics.json(values));
        return row.toArray();
    }
}
