package io.skein.cli;

import io.trino.client.StageStats;
import io.trino.client.StatementStats;
import java.io.PrintStream;
import java.util.Locale;

/** One line of progress, rewritten in place on a terminal; at the end one line that stays. */
final class Progress {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean live;
    private final long start = System.nanoTime();
    private long drawn;
    private int drawnLength;

    Progress(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    void update(StatementStats statistics) {
        long now = System.nanoTime();
        if (live && now - drawn > REDRAW_NANOS && now - start > REDRAW_NANOS) {
            drawn = now;
            draw(line(statistics));
        }
    }

    /** Takes the line away, before rows are printed. */
    void clear() {
        if (drawnLength > 0) {
            out.print("\r" + " ".repeat(drawnLength) + "\r");
            drawnLength = 0;
        }
    }

    void end(String queryId, StatementStats statistics) {
        clear();
        out.println("Query " + queryId + " " + line(statistics));
    }

    private void draw(String text) {
        clear();
        out.print(text);
        out.flush();
        drawnLength = text.length();
    }

    private String line(StatementStats statistics) {
        int[] stages = new int[2];
        count(statistics.getRootStage(), stages);
        return "%s, %d of %d stages, %d of %d splits, %s rows, %s, %.2f s"
                .formatted(
                        statistics.getState().toLowerCase(Locale.ROOT),
                        stages[0],
                        stages[1],
                        statistics.getCompletedSplits(),
                        statistics.getTotalSplits(),
                        Amount.count(statistics.getProcessedRows()),
                        Amount.bytes(statistics.getProcessedBytes()),
                        (System.nanoTime() - start) / 1e9);
    }

    private static void count(@org.jspecify.annotations.Nullable StageStats stage, int[] doneAndAll) {
        if (stage != null) {
            doneAndAll[0] += stage.isDone() ? 1 : 0;
            doneAndAll[1]++;
            stage.getSubStages().forEach(child -> count(child, doneAndAll));
        }
    }
}
