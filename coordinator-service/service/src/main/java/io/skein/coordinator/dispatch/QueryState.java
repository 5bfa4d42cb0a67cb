package io.skein.coordinator.dispatch;

import io.skein.spi.error.SkeinException;
import java.time.Instant;

/**
 * Where a query is, with what is known from there on.
 *
 * <pre>
 *   Queued --> Planning --> Starting --> Running --> Finishing --> Finished
 *     \____________\____________\___________\____________\______> Failed
 * </pre>
 *
 * Statements that need no worker go from Planning to Finishing. Transitions are {@link QueryStateMachine}'s.
 */
sealed interface QueryState {
    QueryInfo.State name();

    /** Waits for its turn. */
    record Queued() implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.QUEUED;
        }
    }

    /** Being parsed, analyzed and planned. */
    record Planning(Instant admitted) implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.PLANNING;
        }
    }

    /** Tasks are being created. */
    record Starting(Instant admitted) implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.STARTING;
        }
    }

    /** Tasks run. */
    record Running(Instant admitted) implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.RUNNING;
        }
    }

    /** All rows are there, or a write is being committed; the client has yet to fetch the rest. */
    record Finishing(Instant admitted) implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.FINISHING;
        }
    }

    record Finished(Instant admitted, Instant ended) implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.FINISHED;
        }
    }

    /** @param admitted when it left the queue, or when it failed there */
    record Failed(Instant admitted, Instant ended, SkeinException failure) implements QueryState {
        @Override
        public QueryInfo.State name() {
            return QueryInfo.State.FAILED;
        }
    }
}
