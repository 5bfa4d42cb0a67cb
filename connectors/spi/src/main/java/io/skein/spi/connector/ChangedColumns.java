package io.skein.spi.connector;

import java.util.List;
import java.util.Set;

/**
 * Which columns a statement that changes rows gives values.
 *
 * @param all what rows that are put in have, in order; none where rows are only taken away
 * @param updated those of them that an update sets; in others a row has what was read
 * @param inserted those of them that a new row was given; others are NULL in it
 */
public record ChangedColumns(List<String> all, Set<String> updated, Set<String> inserted) {
    /** Of rows that only go. */
    public static final ChangedColumns NONE = new ChangedColumns(List.of(), Set.of(), Set.of());

    public ChangedColumns {
        all = List.copyOf(all);
        updated = Set.copyOf(updated);
        inserted = Set.copyOf(inserted);
    }
}
