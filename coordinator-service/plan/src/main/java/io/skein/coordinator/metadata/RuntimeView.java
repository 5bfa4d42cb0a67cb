package io.skein.coordinator.metadata;

import io.skein.spi.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is there and runs, as {@code system.runtime} shows it. */
public interface RuntimeView {
    /** Nothing is there. */
    RuntimeView NOTHING = new RuntimeView() {
        @Override
        public List<NodeEntry> nodes() {
            return List.of();
        }

        @Override
        public List<QueryEntry> queries() {
            return List.of();
        }

        @Override
        public List<TaskEntry> tasks() {
            return List.of();
        }
    };

    List<NodeEntry> nodes();

    /** Queries that run or ended a short while ago. */
    List<QueryEntry> queries();

    /** Their tasks. */
    List<TaskEntry> tasks();

    /** @param state {@code active}, {@code shutting_down} */
    record NodeEntry(String id, String uri, String version, boolean coordinator, String state) {}

    /** @param started when it was its turn */
    record QueryEntry(
            String id,
            String state,
            String user,
            Optional<String> source,
            String sql,
            long queuedMillis,
            Instant created,
            Optional<Instant> started,
            Instant lastHeard,
            Optional<Instant> ended,
            Optional<ErrorCode> failure) {}

    /** Rows and bytes are those read from tables. */
    record TaskEntry(
            String node,
            String id,
            String stage,
            String query,
            String state,
            long splits,
            long completedSplits,
            long wallMillis,
            long rowsRead,
            long bytesRead,
            long rowsWritten) {}
}
