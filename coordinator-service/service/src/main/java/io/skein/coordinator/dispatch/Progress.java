package io.skein.coordinator.dispatch;

import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.schedule.TaskCounts;
import io.skein.coordinator.schedule.TaskReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Statistics from task reports. A task without splits counts as one. */
final class Progress {
    private Progress() {}

    static QueryStatistics of(QueryStateMachine machine, Optional<Execution> execution) {
        List<TaskReport> reports = reports(machine, execution);
        TaskCounts all = sum(reports);
        int total = 0;
        int running = 0;
        int completed = 0;
        for (TaskReport report : reports) {
            int done = splitsDone(report);
            total += splits(report);
            completed += done;
            if (report.state() == TaskReport.State.RUNNING || report.state() == TaskReport.State.FLUSHING) {
                running += splits(report) - done;
            }
        }
        return new QueryStatistics(
                machine.queued(),
                machine.elapsed(),
                Duration.ofNanos(all.wallNanos()),
                execution.map(started -> started.workers().size()).orElse(0),
                total,
                total - running - completed,
                running,
                completed,
                all.rowsRead(),
                all.bytesRead(),
                all.peakMemoryBytes(),
                all.spilledBytes(),
                stages(reports),
                execution.map(Execution::dynamicFilters).orElse(List.of()));
    }

    /** Of a finished query all tasks are over, also one whose last word was not heard. */
    private static List<TaskReport> reports(QueryStateMachine machine, Optional<Execution> execution) {
        boolean finished = machine.state() instanceof QueryState.Finished;
        return execution.map(Execution::reports).orElse(List.of()).stream()
                .map(report -> finished && !report.state().done() ? report.finished() : report)
                .toList();
    }

    private static List<QueryStatistics.Stage> stages(List<TaskReport> reports) {
        Map<Integer, List<TaskReport>> stages = reports.stream()
                .collect(Collectors.groupingBy(
                        report -> report.id().stage().number(), TreeMap::new, Collectors.toList()));
        List<QueryStatistics.Stage> answer = new ArrayList<>();
        stages.forEach((number, tasks) -> {
            TaskCounts counts = sum(tasks);
            boolean done = tasks.stream().allMatch(task -> task.state().done());
            answer.add(new QueryStatistics.Stage(
                    number,
                    state(tasks),
                    done,
                    tasks.size(),
                    tasks.stream().mapToInt(Progress::splits).sum(),
                    tasks.stream().mapToInt(Progress::splitsDone).sum(),
                    counts.rowsRead(),
                    counts.bytesRead(),
                    counts.rowsWritten(),
                    Duration.ofNanos(counts.wallNanos())));
        });
        return answer;
    }

    private static String state(List<TaskReport> tasks) {
        if (tasks.stream().anyMatch(task -> task.state() == TaskReport.State.FAILED)) {
            return "FAILED";
        }
        if (tasks.stream().allMatch(task -> task.state().done())) {
            return "FINISHED";
        }
        return tasks.stream().allMatch(task -> task.state() == TaskReport.State.PLANNED) ? "SCHEDULING" : "RUNNING";
    }

    private static int splits(TaskReport report) {
        return Math.max(1, report.counts().splitsTotal());
    }

    private static int splitsDone(TaskReport report) {
        return report.state().done() ? splits(report) : Math.min(report.counts().splitsDone(), splits(report));
    }

    private static TaskCounts sum(List<TaskReport> reports) {
        return reports.stream().map(TaskReport::counts).reduce(TaskCounts.NONE, TaskCounts::plus);
    }
}
