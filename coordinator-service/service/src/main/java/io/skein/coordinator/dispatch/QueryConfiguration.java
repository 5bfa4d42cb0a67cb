package io.skein.coordinator.dispatch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on queries. */
@ConfigMapping(prefix = "skein.coordinator.query")
public interface QueryConfiguration {
    /** Queries that run at a time; more wait. */
    @WithDefault("64")
    int maxRunning();

    /** Queries that wait at a time; more are refused with QUERY_QUEUE_FULL. */
    @WithDefault("1000")
    int maxQueued();

    /** The longest statement text, in characters. */
    @WithDefault("1000000")
    int maxLength();

    /** A query whose client has not been heard of for this long is ended with ABANDONED_QUERY. */
    @WithDefault("5m")
    Duration clientTimeout();

    /** The longest time from a query's arrival to its end; the session property query_max_run_time may make it shorter. */
    @WithDefault("100d")
    Duration maxRunTime();

    /** The longest time from the end of queuing to a query's end; the session property query_max_execution_time may make it shorter. */
    @WithDefault("100d")
    Duration maxExecutionTime();

    /** A transaction that no statement has used for this long is forgotten. */
    @WithDefault("5m")
    Duration transactionIdleTimeout();

    /** Whether joins tell scans what they need not read, in sessions that do not say so themselves. */
    @WithDefault("true")
    boolean enableDynamicFiltering();

    /** Ended queries that are remembered. */
    @WithDefault("100")
    int maxHistory();

    /** How long an ended query is remembered. */
    @WithDefault("15m")
    Duration historyLifetime();

    /** What the coordinator holds of one query's result at a time. */
    @WithDefault("16M")
    MemorySize resultBuffer();

    /** Statements planned at a time. */
    @WithDefault("8")
    int plannerThreads();
}
