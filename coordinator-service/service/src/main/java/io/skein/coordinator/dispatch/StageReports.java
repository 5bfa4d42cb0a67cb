package io.skein.coordinator.dispatch;

import io.skein.coordinator.explain.StageStatistics;
import io.skein.coordinator.schedule.TaskCounts;
import io.skein.coordinator.schedule.TaskReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Task reports summed up by stage for EXPLAIN ANALYZE. Operators are added up where all tasks ran the same ones, else they are the slowest task's. */
final class StageReports {
    private StageReports() {}

    static List<StageStatistics> of(List<TaskReport> reports) {
        Map<Integer, List<TaskReport>> stages = reports.stream()
                .collect(Collectors.groupingBy(
                        report -> report.id().stage().number(), TreeMap::new, Collectors.toList()));
        List<StageStatistics> statistics = new ArrayList<>();
        stages.forEach((number, tasks) -> statistics.add(stage(number, tasks)));
        return statistics;
    }

    private static StageStatistics stage(int number, List<TaskReport> tasks) {
        TaskCounts counts = tasks.stream().map(TaskReport::counts).reduce(TaskCounts.NONE, TaskCounts::plus);
        TaskReport slowest = slowest(tasks);
        return new StageStatistics(
                number,
                tasks.size(),
                counts.rowsRead(),
                counts.bytesRead(),
                Duration.ofNanos(slowest.counts().wallNanos()),
                counts.peakMemoryBytes(),
                counts.spilledBytes(),
                operators(tasks, slowest));
    }

    private static TaskReport slowest(List<TaskReport> tasks) {
        return tasks.stream()
                .max(Comparator.comparingLong(task -> task.counts().wallNanos()))
                .orElseThrow();
    }

    private static List<StageStatistics.OperatorStatistics> operators(List<TaskReport> tasks, TaskReport slowest) {
        List<TaskReport> profiled =
                tasks.stream().filter(task -> !task.operators().isEmpty()).toList();
        boolean alike = profiled.stream().allMatch(task -> shape(task).equals(shape(slowest)));
        List<TaskReport> added = alike ? profiled : List.of(slowest);
        List<StageStatistics.OperatorStatistics> operators = new ArrayList<>();
        for (int i = 0; i < slowest.operators().size(); i++) {
            long rows = 0;
            long wall = 0;
            for (TaskReport task : added) {
                rows += task.operators().get(i).rows();
                wall = Math.max(wall, task.operators().get(i).wallNanos());
            }
            TaskReport.Operator operator = slowest.operators().get(i);
            operators.add(new StageStatistics.OperatorStatistics(
                    operator.name(), operator.depth(), rows, Duration.ofNanos(wall), operator.detail()));
        }
        return operators;
    }

    private static List<String> shape(TaskReport task) {
        return task.operators().stream()
                .map(operator -> operator.depth() + operator.name())
                .toList();
    }
}
