package io.skein.connector.memory;

import io.skein.spi.connector.TableMetadata;
import io.skein.spi.type.ArrowTypes;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Makes chunks anew without some of their rows. */
final class Compaction {
    private Compaction() {}

    /** @param chunk whose columns are known by their place in the table */
    static Chunk without(Chunk chunk, BitSet gone, TableMetadata table) {
        Map<String, byte[]> columns = new LinkedHashMap<>();
        try (BufferAllocator allocator = new RootAllocator()) {
            chunk.columns().forEach((place, data) -> {
                Field field = ArrowTypes.field(
                        place, table.columns().get(Integer.parseInt(place)).type());
                try (FieldVector all = field.createVector(allocator)) {
                    ColumnCodec.decode(data, all, allocator);
                    try (FieldVector kept = SomeRows.of(all, SomeRows.except(gone, chunk.rows()), allocator)) {
                        columns.put(place, ColumnCodec.encode(kept));
                    }
                }
            });
        }
        return new Chunk(chunk.rows() - gone.cardinality(), columns);
    }
}
