package io.skein.worker.cache;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split;
import io.skein.worker.kernel.RowRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final int MAGIC = 0x31524150;

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

    /** Where the footer is in a file of that length, going by its last bytes; empty when it is no Parquet file. */
    static Optional<Range> footer(byte[] trailer, long fileBytes) {
        ByteBuffer end = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN);
        long length = end.getInt();
        long footerEnd = fileBytes - TRAILER_BYTES;
        return end.getInt() == MAGIC && length > 0 && length <= footerEnd
                ? Optional.of(new Range(footerEnd - length, footerEnd))
                : Optional.empty();
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

    /** Of the split's row groups, from the first to the last that may hold rows of the constraint: those between are read, whatever they hold. */
    Part part(List<ColumnHandle> wanted, Constraint constraint, Split.Part split) {
        RowGroups groups = new RowGroups(primitives(), wanted, constraint);
        List<RowGroup> all = metadata.getRow_groups();
        int first = split.start(all.size());
        int end = split.end(all.size());
        while (first < end && !groups.mayHold(all.get(first))) {
            first++;
        }
        while (end > first && !groups.mayHold(all.get(end - 1))) {
            end--;
        }
        return new Part(first, end, new RowRange(rows(all.subList(0, first)), rows(all.subList(0, end))), rows(all));
    }

    private static long rows(List<RowGroup> groups) {
        return groups.stream().mapToLong(RowGroup::getNum_rows).sum();
    }

    /**
     * Neighbouring row groups of a file.
     *
     * @param fileRows of all the file's groups
     */
    record Part(int firstGroup, int endGroup, RowRange rows, long fileRows) {
        boolean whole() {
            return rows.count() == fileRows;
        }
    }

    private List<Optional<SchemaElement>> primitives() {
        return columns.stream()
                .map(column -> column.getNum_children() == 0 ? Optional.of(column) : Optional.<SchemaElement>empty())
                .toList();
    }

    /** What the kernel reads of these columns in these row groups: their chunks, and the Bloom filters of these. */
    RangeSet ranges(List<ColumnHandle> wanted, Part part) {
        RangeSet ranges = new RangeSet();
        for (RowGroup group : metadata.getRow_groups().subList(part.firstGroup(), part.endGroup())) {
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
                .anyMatch(handle -> isColumn(column, handle) || handle.name().equalsIgnoreCase(column.getName()));
    }

    /** Whether it is this very column, and not only one of its name. */
    static boolean isColumn(SchemaElement element, ColumnHandle column) {
        return element.isSetField_id()
                && column.fieldId().isPresent()
                && column.fieldId().getAsInt() == element.getField_id();
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
