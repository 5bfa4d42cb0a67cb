package io.skein.connector.memory;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a statement does to a table.
 *
 * @param inserted rows to be put in, columns by name
 * @param deleted rows to be taken away, by their chunks' ids
 */
record Changes(List<Chunk> inserted, Map<Long, BitSet> deleted) {
    /** What all sinks of a statement took together. */
    static Changes of(SchemaTableName table, List<byte[]> fragments) {
        List<Chunk> inserted = new ArrayList<>();
        Map<Long, BitSet> deleted = new LinkedHashMap<>();
        for (byte[] fragment : fragments) {
            switch (Fragment.decode(fragment)) {
                case Fragment.Inserted(Chunk chunk) -> inserted.add(chunk);
                case Fragment.Deleted(Map<Long, BitSet> rows) ->
                    rows.forEach((chunk, places) -> {
                        BitSet all = deleted.computeIfAbsent(chunk, _ -> new BitSet());
                        if (all.intersects(places)) {
                            throw conflict(table);
                        }
                        all.or(places);
                    });
            }
        }
        return new Changes(inserted, deleted);
    }

    /** Somebody else was faster. */
    static SkeinException conflict(SchemaTableName table) {
        return new SkeinException(
                StandardErrorCode.TRANSACTION_CONFLICT,
                "Rows of '" + table + "' were changed by another statement meanwhile");
    }
}
