package io.skein.spi.connector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tables that a source wants kept in shape on a schedule: it says what is due, others have it done. Each table has its turns, one step after the other. */
public interface ConnectorUpkeep {
    /** How long to wait between two calls of {@link #due}; zero where nothing is ever due. */
    Duration checkInterval();

    /** The tables whose turn it is. Looks at all tables, one after the other. */
    List<SchemaTableName> due();

    /** What the table needs next, going by what it is now; empty when its turn is over. What has been tried in this turn is not answered again. */
    Optional<UpkeepStep> next(SchemaTableName table);

    /** Takes note of how a step has ended that {@link #next} has answered. */
    void ended(UpkeepStep step, Optional<String> failure);
}
