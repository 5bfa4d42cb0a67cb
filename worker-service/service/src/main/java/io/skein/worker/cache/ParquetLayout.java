package io.skein.worker.cache;

import io.skein.spi.connector.ColumnHandle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** Where the columns are in a Parquet file, as its footer says. */
final class ParquetLayout {
    /** The length of the footer and the magic bytes. */
    static final int TRAILER_BYTES = 8;

    private final FileMetaData metadata;
    private final long footerStart;
    /** For each leaf of the schema, the top-level column that it belongs to. */
    private final List<SchemaElement> columns;

    private ParquetLayout(FileMetaData metadata, long footerStart) {
        this.metadata = metadata;
        this.footerStart = footerStart;
        this.columns = columns(metadata.getSchema());
    }

    /**
     * Reads a footer.
     *
     * @param footer without the trailer
     */
    static ParquetLayout parse(byte[] footer, long footerStart) throws IOException {
        return new ParquetLayout(Util.readFileMetaData(new ByteArrayInputStream(footer)), footerStart);
    }

    private static List<SchemaElement> columns(List<SchemaElement> schema) {
        List<SchemaElement> columns = new ArrayList<>();
        int position = 1;
        while (position < schema.size()) {
            SchemaElement column = schema.get(position);
            int open = 1;
            while (open > 0) {
                SchemaElement element = schema.get(position++);
                open += element.getNum_children() - 1;
                if (element.getNum_children() == 0) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    /** What the kernel reads of these columns: their chunks, and the Bloom filters of these. */
    RangeSet ranges(List<ColumnHandle> wanted) {
        RangeSet ranges = new RangeSet();
        for (RowGroup group : metadata.getRow_groups()) {
            for (int leaf = 0; leaf < group.getColumnsSize(); leaf++) {
                if (isWanted(columns.get(leaf), wanted)) {
                    add(ranges, group.getColumns().get(leaf));
                }
            }
        }
        return ranges;
    }

    /** Whoever looks for a column takes it by its id, or by its name where files have no ids. */
    private static boolean isWanted(SchemaElement column, List<ColumnHandle> wanted) {
        return wanted.stream()
                .anyMatch(handle -> column.isSetField_id()
                                && handle.fieldId().isPresent()
                                && handle.fieldId().getAsInt() == column.getField_id()
                        || handle.name().equalsIgnoreCase(column.getName()));
    }

    private void add(RangeSet ranges, ColumnChunk chunk) {
        ColumnMetaData column = chunk.getMeta_data();
        long start = column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
                ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
                : column.getData_page_offset();
        ranges.add(new Range(start, Math.min(footerStart, start + column.getTotal_compressed_size())));
        if (column.isSetBloom_filter_offset()) {
            long filter = column.getBloom_filter_offset();
            long end = column.isSetBloom_filter_length() ? filter + column.getBloom_filter_length() : footerStart;
            ranges.add(new Range(filter, Math.min(footerStart, end)));
        }
    }
}
