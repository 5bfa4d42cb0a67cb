package io.skein.connector.memory;

import io.skein.spi.connector.TableMetadata;
import java.util.BitSet;
import java.util.Optional;

/**
 * A chunk in its table. A row is known by the chunk's id and its place in it, for as long as the chunk is there.
 *
 * @param deleted which rows are no more
 */
record StoredChunk(long id, Chunk chunk, BitSet deleted) {
    StoredChunk {
        deleted = (BitSet) deleted.clone();
    }

    StoredChunk(long id, Chunk chunk) {
        this(id, chunk, new BitSet());
    }

    /** A set of its own. */
    @Override
    public BitSet deleted() {
        return (BitSet) deleted.clone();
    }

    int rows() {
        return chunk.rows() - deleted.cardinality();
    }

    boolean lacks(BitSet rows) {
        return deleted.intersects(rows);
    }

    /**
     * The chunk without these rows too. Where most are gone it is made anew, so that its memory is free.
     *
     * @param newId of a chunk that is made anew
     */
    Optional<StoredChunk> without(BitSet rows, TableMetadata table, long newId) {
        BitSet gone = deleted();
        gone.or(rows);
        if (gone.cardinality() == chunk.rows()) {
            return Optional.empty();
        }
        return Optional.of(
                2 * gone.cardinality() > chunk.rows()
                        ? new StoredChunk(newId, Compaction.without(chunk, gone, table))
                        : new StoredChunk(id, chunk, gone));
    }
}
