package io.skein.connector.iceberg.adopt;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.spi.error.SkeinException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.io.InputFile;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * What a Parquet file says of itself.
 *
 * @param columns its schema as a tree
 */
record ParquetFooter(String location, long length, FileMetaData metadata, List<Node> columns) {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER = Integer.BYTES + 4;

    ParquetFooter {
        columns = List.copyOf(columns);
    }

    /**
     * A column or what is below one.
     *
     * @param leaf which of a row group's chunks has the values; of a group, the first of them
     */
    record Node(SchemaElement element, int leaf, List<Node> children) {
        Node {
            children = List.copyOf(children);
        }

        String name() {
            return element.getName();
        }

        boolean isRepeated() {
            return element.getRepetition_type() == FieldRepetitionType.REPEATED;
        }

        boolean isRequired() {
            return element.getRepetition_type() == FieldRepetitionType.REQUIRED;
        }

        boolean hasIds() {
            return element.isSetField_id() || children.stream().anyMatch(Node::hasIds);
        }
    }

    /** Whether the file's writer has given any field an id: then readers go by these alone. */
    boolean hasIds() {
        return columns.stream().anyMatch(Node::hasIds);
    }

    static ParquetFooter read(InputFile file) {
        try {
            long length = file.getLength();
            byte[] trailer = bytes(file, length - TRAILER, TRAILER);
            int size = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
            boolean parquet =
                    ByteBuffer.wrap(trailer, Integer.BYTES, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
            if (!parquet || size <= 0 || size > length - TRAILER - MAGIC.length) {
                throw new IOException("Not a Parquet file");
            }
            FileMetaData metadata =
                    Util.readFileMetaData(new ByteArrayInputStream(bytes(file, length - TRAILER - size, size)));
            Iterator<SchemaElement> schema = metadata.getSchema().iterator();
            return new ParquetFooter(
                    file.location(),
                    length,
                    metadata,
                    children(schema, schema.next().getNum_children(), new int[1]));
        } catch (IOException | RuntimeIOException | java.util.NoSuchElementException unreadable) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_FILESYSTEM_ERROR.code(),
                    "Failed to read file footer: " + file.location() + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static byte[] bytes(InputFile file, long offset, int length) throws IOException {
        if (offset < 0) {
            throw new IOException("Not a Parquet file");
        }
        byte[] bytes = new byte[length];
        IOUtil.readFully(file, offset, bytes, 0, length);
        return bytes;
    }

    /** The schema comes depth first. */
    private static List<Node> children(Iterator<SchemaElement> schema, int count, int[] leaves) {
        List<Node> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SchemaElement element = schema.next();
            int first = leaves[0];
            List<Node> below = children(schema, element.getNum_children(), leaves);
            if (below.isEmpty()) {
                leaves[0]++;
            }
            children.add(new Node(element, first, below));
        }
        return children;
    }
}
