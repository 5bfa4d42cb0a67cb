package io.skein.connector.iceberg.adopt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** Parquet files of which there is no more than the footer. */
final class Footer {
    private static final int CHUNK_BYTES = 50;

    private final List<SchemaElement> schema = new ArrayList<>(List.of(new SchemaElement("schema")));
    private final List<List<Statistics>> statistics = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();

    /** @param groups statistics of the row groups */
    Footer column(String name, Type type, Consumer<SchemaElement> more, Statistics... groups) {
        SchemaElement element = new SchemaElement(name);
        element.setType(type);
        element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        more.accept(element);
        schema.add(element);
        types.add(type);
        statistics.add(List.of(groups));
        return this;
    }

    static Statistics statistics(long nulls, byte[] low, byte[] high) {
        Statistics statistics = new Statistics();
        statistics.setNull_count(nulls);
        statistics.setMin_value(low);
        statistics.setMax_value(high);
        return statistics;
    }

    static Statistics onlyNulls(long nulls) {
        Statistics statistics = new Statistics();
        statistics.setNull_count(nulls);
        return statistics;
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
    }

    static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param rows of each row group */
    Path write(Path file, long rows) {
        schema.getFirst().setNum_children(types.size());
        int groups = statistics.getFirst().size();
        List<RowGroup> rowGroups = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            List<ColumnChunk> chunks = new ArrayList<>();
            for (int column = 0; column < types.size(); column++) {
                ColumnMetaData metadata = new ColumnMetaData(
                        types.get(column),
                        List.of(),
                        List.of(schema.get(column + 1).getName()),
                        CompressionCodec.UNCOMPRESSED,
                        rows,
                        CHUNK_BYTES,
                        CHUNK_BYTES,
                        4);
                metadata.setStatistics(statistics.get(column).get(group));
                ColumnChunk chunk = new ColumnChunk(0);
                chunk.setMeta_data(metadata);
                chunks.add(chunk);
            }
            rowGroups.add(new RowGroup(chunks, CHUNK_BYTES, rows));
        }
        FileMetaData metadata = new FileMetaData(2, schema, rows * groups, rowGroups);
        metadata.setColumn_orders(types.stream()
                .map(_ -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                .toList());
        try {
            ByteArrayOutputStream footer = new ByteArrayOutputStream();
            Util.writeFileMetaData(metadata, footer);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(bytes("PAR1"));
            all.writeBytes(footer.toByteArray());
            all.writeBytes(bytes(footer.size()));
            all.writeBytes(bytes("PAR1"));
            Files.createDirectories(file.getParent());
            return Files.write(file, all.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
