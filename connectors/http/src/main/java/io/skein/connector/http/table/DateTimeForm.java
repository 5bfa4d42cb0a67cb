package io.skein.connector.http.table;

import java.time.format.DateTimeFormatter;

/** How dates and times are written in documents and parameters. */
public sealed interface DateTimeForm {
    record Iso8601() implements DateTimeForm {}

    /** A number since 1970 in UTC. */
    record Epoch(Unit unit) implements DateTimeForm {}

    /** A pattern of {@link DateTimeFormatter}; without a zone in UTC. */
    record Pattern(DateTimeFormatter formatter) implements DateTimeForm {}

    /** What is counted. */
    enum Unit {
        SECONDS(1_000_000),
        MILLISECONDS(1_000);

        private final long micros;

        Unit(long micros) {
            this.micros = micros;
        }

        /** How many microseconds it has. */
        public long micros() {
            return micros;
        }
    }
}
