package io.skein.coordinator.cluster;

import io.skein.spi.id.NodeId;

/**
 * A worker process.
 *
 * @param incarnation changes with every start of the process: a restarted worker is another one
 * @param grpcAddress host:port of its task service
 * @param flightAddress host:port of its exchange
 */
public record Worker(
        NodeId id,
        String incarnation,
        String grpcAddress,
        String flightAddress,
        long memoryBytes,
        int processors,
        String version) {
    @Override
    public String toString() {
        return id + " at " + grpcAddress;
    }
}
