package io.skein.spi.pushdown;

import io.skein.spi.connector.TableHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a source takes of a piece of work.
 *
 * @param table with the parts that it takes; the table as it was where it takes none
 * @param refusals for each part why not, for people to read; empty where it is taken
 * @param whole whether nobody needs to do it again: false of a limit that each split keeps for itself, and of an order that rows may lose on the way
 */
public record Taken(TableHandle table, List<Optional<String>> refusals, boolean whole) {
    public Taken {
        refusals = List.copyOf(refusals);
    }

    /** A single part, taken. */
    public static Taken all(TableHandle table, boolean whole) {
        return new Taken(table, List.of(Optional.empty()), whole);
    }

    /** Nothing is taken, of any of so many parts. */
    public static Taken nothing(TableHandle table, int parts, String reason) {
        return new Taken(
                table, Stream.generate(() -> Optional.of(reason)).limit(parts).toList(), false);
    }

    /** Whether at least one part is taken. */
    public boolean any() {
        return refusals.stream().anyMatch(Optional::isEmpty);
    }
}
