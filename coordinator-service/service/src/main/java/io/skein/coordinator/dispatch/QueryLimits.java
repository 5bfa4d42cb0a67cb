package io.skein.coordinator.dispatch;

import java.time.Duration;

/**
 * What queries may take of the coordinator.
 *
 * @param maximumLength of a statement's text, in characters
 * @param clientTimeout after which a query that nobody asks about is abandoned
 * @param time the longest that sessions may ask for
 * @param resultBufferBytes of each query, between the cluster and the client
 */
record QueryLimits(
        int maximumRunning,
        int maximumQueued,
        int maximumLength,
        Duration clientTimeout,
        TimeLimits time,
        int maximumHistory,
        Duration historyLifetime,
        long resultBufferBytes) {}
