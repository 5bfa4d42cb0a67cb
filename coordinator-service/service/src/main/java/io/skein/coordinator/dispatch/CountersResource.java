package io.skein.coordinator.dispatch;

import io.skein.coordinator.schedule.QueryScheduler;
import io.skein.proto.v1.WorkerCounters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;

/** The coordinator's and its workers' counters as JSON. */
@Path("/v1/skein/counters")
@Produces(MediaType.APPLICATION_JSON)
public class CountersResource {
    private final Counters counters;
    private final QueryScheduler scheduler;

    @Inject
    CountersResource(Counters counters, QueryScheduler scheduler) {
        this.counters = counters;
        this.scheduler = scheduler;
    }

    @GET
    @RunOnVirtualThread
    public Answer counters() throws InterruptedException {
        Map<String, Map<String, Long>> workers = new TreeMap<>();
        scheduler.workerCounters().forEach((worker, counts) -> workers.put(worker, numbers(counts)));
        return new Answer(counters.snapshot(), workers);
    }

    /** Worker counters are by worker id, then by name. */
    public record Answer(CoordinatorCounters coordinator, Map<String, Map<String, Long>> workers) {}

    private static Map<String, Long> numbers(WorkerCounters counts) {
        Map<String, Long> numbers = new TreeMap<>();
        numbers.put("tasks", (long) counts.getTasks());
        numbers.put("queries", (long) counts.getQueries());
        numbers.put("taskThreads", (long) counts.getTaskThreads());
        numbers.put("arrowBytes", counts.getArrowBytes());
        numbers.put("bufferedBytes", counts.getBufferedBytes());
        numbers.put("temporaryFiles", (long) counts.getTemporaryFiles());
        return numbers;
    }
}
