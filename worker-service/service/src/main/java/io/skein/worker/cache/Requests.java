package io.skein.worker.cache;

import java.util.ArrayList;
import java.util.List;

/** Which requests to make for the parts of a file that are wanted: near ones together, long ones in pieces that travel side by side. */
final class Requests {
    /** A request costs about as much as so many bytes that nobody wants. */
    private static final long NEAR_BYTES = 16 << 10;

    private static final long PIECE_BYTES = 8 << 20;

    private Requests() {}

    /** @param missing in order */
    static List<Range> of(List<Range> missing) {
        List<Range> joined = new ArrayList<>();
        for (Range range : missing) {
            if (!joined.isEmpty() && range.start() - joined.getLast().end() <= NEAR_BYTES) {
                joined.set(joined.size() - 1, new Range(joined.getLast().start(), range.end()));
            } else {
                joined.add(range);
            }
        }
        List<Range> requests = new ArrayList<>();
        for (Range range : joined) {
            long pieces = Math.max(1, (range.length() + PIECE_BYTES - 1) / PIECE_BYTES);
            long piece = (range.length() + pieces - 1) / pieces;
            for (long start = range.start(); start < range.end(); start += piece) {
                requests.add(new Range(start, Math.min(range.end(), start + piece)));
            }
        }
        return requests;
    }
}
