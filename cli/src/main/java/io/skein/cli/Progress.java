package io.skein.cli;

import io.trino.client.QueryStatusInfo;
import io.trino.client.StageStats;
import io.trino.client.StatementStats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line that is rewritten while the statement runs; silent where nobody looks. */
final class Progress {
    private static final long EVERY_NANOS = 100_000_000;

    private final PrintStream err;
    private final boolean live;
    private long shown;
    private boolean visible;

    private Progress(PrintStream err, boolean live) {
        this.err = err;
        this.live = live;
    }

    static Progress on(PrintStream err) {
        return new Progress(err, isTerminal());
    }

    void show(QueryStatusInfo status) {
        long now = System.nanoTime();
        if (live && (!visible || now - shown > EVERY_NANOS)) {
            err.print("\r\033[K" + line(status));
            err.flush();
            shown = now;
            visible = true;
        }
    }

    void clear() {
        if (visible) {
            err.print("\r\033[K");
            err.flush();
            visible = false;
        }
    }

    /** {@code Query 2026... FINISHED, 2 nodes, 3/3 stages, ...}. */
    static String summary(QueryStatusInfo status) {
        return "Query " + line(status);
    }

    private static String line(QueryStatusInfo status) {
        StatementStats stats = status.getStats();
        StringBuilder line = new StringBuilder(status.getId()).append(": ").append(stats.getState());
        stats.getProgressPercentage()
                .ifPresent(percent -> line.append(String.format(Locale.ENGLISH, " %.0f%%", percent)));
        if (stats.getRootStage() != null) {
            line.append(", stages ")
                    .append(done(List.of(stats.getRootStage())))
                    .append('/')
                    .append(all(List.of(stats.getRootStage())));
        }
        if (stats.getTotalSplits() > 0) {
            line.append(", splits ")
                    .append(stats.getCompletedSplits())
                    .append('/')
                    .append(stats.getTotalSplits());
        }
        line.append(", ")
                .append(Counts.shortened(stats.getProcessedRows()))
                .append(" rows, ")
                .append(Counts.bytes(stats.getProcessedBytes()))
                .append(" read");
        if (stats.getPeakMemoryBytes() > 0) {
            line.append(", ").append(Counts.bytes(stats.getPeakMemoryBytes())).append(" peak");
        }
        return line.append(", ")
                .append(Counts.seconds(stats.getElapsedTimeMillis()))
                .toString();
    }

    private static int all(@Nullable List<StageStats> stages) {
        return stages == null
                ? 0
                : stages.stream()
                        .mapToInt(stage -> 1 + all(stage.getSubStages()))
                        .sum();
    }

    private static int done(@Nullable List<StageStats> stages) {
        return stages == null
                ? 0
                : stages.stream()
                        .mapToInt(stage -> (stage.isDone() ? 1 : 0) + done(stage.getSubStages()))
                        .sum();
    }

    /** Java only knows about stdin and stdout; where there is /proc, it tells about stderr. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException noProc) {
            return System.console() != null && System.console().isTerminal();
        }
    }
}
