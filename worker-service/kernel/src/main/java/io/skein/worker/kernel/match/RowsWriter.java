package io.skein.worker.kernel.match;

import io.skein.worker.kernel.match.Program.Output;
import io.skein.worker.kernel.match.Program.Told;

/**
 * Writes rows as a list of lists of numbers: the row, the row at which the search began, the match's number, the row's label, whether the row is part of
 * the answer, and what is told of it. Rows and labels count from 1; NULL stands for none.
 */
final class RowsWriter {
    private final Output output;
    private final StringBuilder text = new StringBuilder("[");

    RowsWriter(Output output) {
        this.output = output;
    }

    /** With the copies that growing and leaving make of the text. */
    long bytes() {
        return 4L * text.length();
    }

    String text() {
        return text + "]";
    }

    void unmatched(int row) {
        begin(row, row, 0, -1, true);
        end(output.told().size());
    }

    void empty(int row, long number) {
        begin(row, row, number, -1, true);
        end(output.told().size());
    }

    void match(Match match, int origin, long number) {
        boolean lastOnly = output.rows().lastRowOnly();
        int last = match.length() - 1;
        for (int index = 0; index <= last; index++) {
            boolean shown = lastOnly ? index == last : !match.excluded(index);
            if (shown || output.everyRow()) {
                int row = match.start() + index;
                begin(row, origin, number, match.label(index), shown);
                for (Told told : output.told()) {
                    tell(told, row, match);
                }
                end(0);
            }
        }
    }

    private void tell(Told told, int row, Match match) {
        int place = told.navigation().from(row, match);
        number(told.label() ? match.labelAt(place) : place);
    }

    private void begin(int row, int origin, long match, int label, boolean shown) {
        text.append(text.length() == 1 ? "[" : ",[").append(row + 1).append(',').append(origin + 1);
        number(match - 1);
        number(label);
        text.append(shown ? ",1" : ",0");
    }

    /** A number that counts from 0 in Java; negative for none. */
    private void number(long value) {
        text.append(',');
        if (value < 0) {
            text.append("NULL");
        } else {
            text.append(value + 1);
        }
    }

    private void end(int missing) {
        text.append(",NULL".repeat(missing)).append(']');
    }
}
