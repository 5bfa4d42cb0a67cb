package io.skein.coordinator.plan;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What planning has found out about work that a scan's source does.
 *
 * @param rows how many rows the scan is thought to give; empty where the source's statistics tell
 * @param kept work that stayed with the engine though it could be handed down, with the source's reasons, for people to read
 * @param requests what the scan asks of the source, for people to read; only looked up to explain a plan
 */
public record PushedWork(OptionalDouble rows, List<String> kept, List<String> requests) {
    public static final PushedWork NONE = new PushedWork(OptionalDouble.empty(), List.of(), List.of());

    public PushedWork {
        kept = List.copyOf(kept);
        requests = List.copyOf(requests);
    }
}
