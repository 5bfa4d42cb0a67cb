package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.dispatch.QueryInfo.State;
import io.skein.coordinator.dispatch.QueryStatistics;
import io.skein.coordinator.dispatch.QueryStatistics.Stage;
import java.io.IOException;
import java.util.List;

/** A query's progress, as the clients' progress bars read it. */
final class StatisticsWriter {
    private StatisticsWriter() {}

    static void write(JsonGenerator out, QueryInfo info, boolean failed) throws IOException {
        QueryStatistics statistics = info.statistics();
        State state = failed ? State.FAILED : info.state();
        out.writeStartObject();
        out.writeStringField("state", state.name());
        out.writeBooleanField("queued", state == State.QUEUED);
        out.writeBooleanField("scheduled", scheduled(state));
        if (scheduled(state) && statistics.totalSplits() > 0) {
            out.writeNumberField("progressPercentage", percent(statistics.completedSplits(), statistics.totalSplits()));
            out.writeNumberField("runningPercentage", percent(statistics.runningSplits(), statistics.totalSplits()));
        }
        out.writeNumberField("nodes", statistics.nodes());
        out.writeNumberField("totalSplits", statistics.totalSplits());
        out.writeNumberField("queuedSplits", statistics.queuedSplits());
        out.writeNumberField("runningSplits", statistics.runningSplits());
        out.writeNumberField("completedSplits", statistics.completedSplits());
        out.writeNumberField("planningTimeMillis", 0);
        out.writeNumberField("analysisTimeMillis", 0);
        out.writeNumberField("cpuTimeMillis", statistics.cpu().toMillis());
        out.writeNumberField("wallTimeMillis", wallMillis(statistics.stages()));
        out.writeNumberField("queuedTimeMillis", statistics.queued().toMillis());
        out.writeNumberField("elapsedTimeMillis", statistics.elapsed().toMillis());
        out.writeNumberField("finishingTimeMillis", 0);
        out.writeNumberField("physicalInputTimeMillis", 0);
        out.writeNumberField("processedRows", statistics.processedRows());
        out.writeNumberField("processedBytes", statistics.processedBytes());
        out.writeNumberField("physicalInputBytes", statistics.processedBytes());
        out.writeNumberField("physicalWrittenBytes", 0);
        out.writeNumberField("internalNetworkInputBytes", 0);
        out.writeNumberField("peakMemoryBytes", statistics.peakMemoryBytes());
        out.writeNumberField("spilledBytes", statistics.spilledBytes());
        if (!statistics.stages().isEmpty()) {
            out.writeFieldName("rootStage");
            stages(out, statistics.stages());
        }
        out.writeEndObject();
    }

    /** The first stage with the others below it. */
    private static void stages(JsonGenerator out, List<Stage> stages) throws IOException {
        openStage(out, stages.getFirst());
        for (Stage stage : stages.subList(1, stages.size())) {
            openStage(out, stage);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Leaves the list of sub-stages open. */
    private static void openStage(JsonGenerator out, Stage stage) throws IOException {
        int open = stage.done() ? 0 : stage.totalSplits() - stage.completedSplits();
        out.writeStartObject();
        out.writeStringField("stageId", Integer.toString(stage.id()));
        out.writeStringField("state", stage.state());
        out.writeBooleanField("done", stage.done());
        out.writeNumberField("nodes", stage.nodes());
        out.writeNumberField("totalSplits", stage.totalSplits());
        out.writeNumberField("queuedSplits", 0);
        out.writeNumberField("runningSplits", open);
        out.writeNumberField("completedSplits", stage.completedSplits());
        out.writeNumberField("cpuTimeMillis", 0);
        out.writeNumberField("wallTimeMillis", stage.wall().toMillis());
        out.writeNumberField("processedRows", stage.rowsRead());
        out.writeNumberField("processedBytes", stage.bytesRead());
        out.writeNumberField("physicalInputBytes", stage.bytesRead());
        out.writeNumberField("failedTasks", 0);
        out.writeBooleanField("coordinatorOnly", false);
        out.writeArrayFieldStart("subStages");
    }

    private static boolean scheduled(State state) {
        return state == State.RUNNING || state == State.FINISHING || state == State.FINISHED;
    }

    private static double percent(int part, int whole) {
        return Math.min(100.0, 100.0 * part / whole);
    }

    private static long wallMillis(List<Stage> stages) {
        return stages.stream().mapToLong(stage -> stage.wall().toMillis()).sum();
    }
}
