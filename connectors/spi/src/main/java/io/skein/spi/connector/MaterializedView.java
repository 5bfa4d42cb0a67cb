package io.skein.spi.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stored query whose answer is kept in a table.
 *
 * @param storage the table
 * @param lastFresh until when the kept answer was the query's; empty when it never was, or nobody knows
 * @param added as a table of its own, the rows that have come to the one table that the query reads since the answer was kept, where nothing else has happened
 *     to that table: a refresh that has this for a source adds to the kept answer what the query makes of them
 */
public record MaterializedView(
        Definition definition,
        SchemaTableName storage,
        Freshness freshness,
        Optional<Instant> lastFresh,
        Optional<TableHandle> added) {
    /**
     * What makes one.
     *
     * @param gracePeriod for how long the kept answer may be used after it has become stale; empty for ever
     * @param properties values as SQL literals
     */
    public record Definition(ViewDefinition view, Optional<Duration> gracePeriod, Map<String, String> properties) {
        public Definition {
            properties = Map.copyOf(properties);
        }
    }

    /** Whether the kept answer is the query's. */
    public enum Freshness {
        FRESH,
        STALE,
        /** The query reads what changes are not known of. */
        UNKNOWN
    }

    /** Whether the kept answer may be used now. */
    public boolean usable(Instant now) {
        if (freshness == Freshness.FRESH) {
            return true;
        }
        return lastFresh
                .filter(instant -> definition
                        .gracePeriod()
                        .map(grace -> !grace.isZero()
                                && Duration.between(instant, now).compareTo(grace) <= 0)
                        .orElse(true))
                .isPresent();
    }
}
