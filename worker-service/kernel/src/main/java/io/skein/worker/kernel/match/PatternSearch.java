package io.skein.worker.kernel.match;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.match.Program.Frame;
import io.skein.worker.kernel.match.Program.Output;
import io.skein.worker.kernel.match.Program.RowsPerMatch;
import java.util.Optional;

/** Searches a partition from its first row to its last, as AFTER MATCH SKIP says, and writes the rows that come of it. */
public final class PatternSearch {
    private final Output output;
    private final Partition partition;
    private final Matcher matcher;
    private final RowsWriter rows;
    private int lastSkipped = -1;
    private int lastMatched = -1;
    private long number = 1;

    private PatternSearch(Output output, Partition partition, Matcher matcher) {
        this.output = output;
        this.partition = partition;
        this.matcher = matcher;
        this.rows = new RowsWriter(output);
    }

    /**
     * The rows of the answer: see {@link RowsWriter}.
     *
     * @param program the pattern, its conditions and what is asked of matches: see {@link ProgramReader}
     * @param rows the number of the partition's rows
     * @param values the columns that conditions read: see {@link Partition}
     * @param connection the connection whose statement asks
     */
    public static String run(String program, int rows, String values, MatchLimits limits, long connection) {
        Program read = Programs.read(program);
        try (MatchLimits.Search search = limits.of(connection)) {
            Partition partition = Partition.read(rows, values, read.columns(), search);
            PatternSearch pattern = new PatternSearch(read.output(), partition, new Matcher(read, partition, search));
            for (int row = 0; row < rows; row++) {
                pattern.at(row);
                search.check(partition.bytes() + pattern.rows.bytes());
            }
            return pattern.rows.text();
        }
    }

    private void at(int row) {
        if (row <= lastSkipped) {
            if (output.rows() == RowsPerMatch.WINDOW) {
                rows.unmatched(row);
            }
            return;
        }
        Optional<Match> match = search(row);
        if (match.isEmpty()) {
            if (output.rows() == RowsPerMatch.WINDOW
                    || output.rows() == RowsPerMatch.ALL_WITH_UNMATCHED && row > lastMatched) {
                rows.unmatched(row);
            }
            lastSkipped = row;
            return;
        }
        if (match.get().length() == 0) {
            if (output.rows().emptyMatches()) {
                rows.empty(row, number);
            }
            lastSkipped = row;
        } else {
            rows.match(match.get(), row, number);
            lastMatched =
                    Math.max(lastMatched, match.get().start() + match.get().length() - 1);
            skip(match.get(), row);
        }
        number++;
    }

    private Optional<Match> search(int row) {
        Optional<Frame> frame = output.frame();
        int searchStart = frame.isPresent() ? row : 0;
        int searchEnd = frame.map(each -> end(each, row)).orElse(partition.rows());
        Optional<Match> match = matcher.match(row, searchStart, searchEnd, number);
        if (frame.filter(Frame::seek).isPresent()) {
            for (int start = row + 1; match.isEmpty() && start < searchEnd; start++) {
                match = matcher.match(start, searchStart, searchEnd, number);
            }
        }
        return match;
    }

    private int end(Frame frame, int row) {
        return switch (frame.end()) {
            case CURRENT_ROW -> row + 1;
            case UNBOUNDED -> partition.rows();
            case FOLLOWING -> {
                if (!(partition.value(frame.column(), row) instanceof Long offset) || offset < 0) {
                    throw new SkeinException(
                            StandardErrorCode.INVALID_WINDOW_FRAME,
                            "Window frame offset value must not be negative or null");
                }
                yield offset < partition.rows() - row ? (int) (row + offset + 1) : partition.rows();
            }
        };
    }

    private void skip(Match match, int row) {
        if (output.skip().toNextRow()) {
            lastSkipped = row;
            return;
        }
        int lastRow = match.start() + match.length() - 1;
        if (output.skip().navigation().isEmpty()) {
            lastSkipped = lastRow;
            return;
        }
        int target = output.skip().navigation().get().from(lastRow, match);
        if (target < 0) {
            throw failed("pattern variable is not present in match");
        }
        if (target == match.start()) {
            throw failed("cannot skip to first row of match");
        }
        lastSkipped = target - 1;
    }

    private static SkeinException failed(String why) {
        return new SkeinException(StandardErrorCode.GENERIC_USER_ERROR, "AFTER MATCH SKIP failed: " + why);
    }
}
