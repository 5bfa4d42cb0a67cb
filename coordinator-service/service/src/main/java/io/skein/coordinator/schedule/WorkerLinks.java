package io.skein.coordinator.schedule;

import io.grpc.ManagedChannel;
import io.skein.coordinator.cluster.Worker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One link to each worker, opened when first needed and kept until the worker is lost. */
final class WorkerLinks {
    private final Map<Worker, WorkerLink> links = new ConcurrentHashMap<>();
    private final Function<String, ManagedChannel> channels;

    /** @param channels opens a channel to {@code host:port} */
    WorkerLinks(Function<String, ManagedChannel> channels) {
        this.channels = channels;
    }

    WorkerLink to(Worker worker) {
        return links.computeIfAbsent(worker, key -> new WorkerLink(key, channels.apply(key.grpcAddress())));
    }

    /** The link, unless there never was one or the worker has been lost. */
    Optional<WorkerLink> existing(Worker worker) {
        return Optional.ofNullable(links.get(worker));
    }

    void drop(Worker worker) {
        WorkerLink link = links.remove(worker);
        if (link != null) {
            link.close();
        }
    }

    void close() {
        List.copyOf(links.keySet()).forEach(this::drop);
    }
}
