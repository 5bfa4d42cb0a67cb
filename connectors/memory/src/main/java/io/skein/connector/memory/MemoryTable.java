package io.skein.connector.memory;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import java.util.ArrayList;
import java.util.List;

/** A table at one moment. The id stays when the name changes. */
record MemoryTable(long id, TableMetadata metadata, List<Chunk> chunks) {
    MemoryTable {
        chunks = List.copyOf(chunks);
    }

    long rows() {
        return chunks.stream().mapToLong(Chunk::rows).sum();
    }

    long bytes() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }

    MemoryTable renamed(SchemaTableName name) {
        return new MemoryTable(
                id, new TableMetadata(name, metadata.columns(), metadata.properties(), metadata.comment()), chunks);
    }

    MemoryTable with(List<Chunk> added) {
        List<Chunk> all = new ArrayList<>(chunks);
        all.addAll(added);
        return new MemoryTable(id, metadata, all);
    }
}
