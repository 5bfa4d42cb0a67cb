package io.skein.coordinator.optimize;

import io.skein.spi.connector.Domain.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets of values as lists of disjoint ascending ranges. */
final class Ranges {
    private Ranges() {}

    static List<Range> union(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Ranges::compareLow);
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            if (!merged.isEmpty() && touches(merged.getLast(), range)) {
                Range last = merged.removeLast();
                Range higher = compareHigh(last, range) >= 0 ? last : range;
                merged.add(new Range(last.low(), last.lowInclusive(), higher.high(), higher.highInclusive()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    static List<Range> intersection(List<Range> left, List<Range> right) {
        List<Range> common = new ArrayList<>();
        for (Range one : left) {
            for (Range other : right) {
                Range low = compareLow(one, other) >= 0 ? one : other;
                Range high = compareHigh(one, other) <= 0 ? one : other;
                Range range = new Range(low.low(), low.lowInclusive(), high.high(), high.highInclusive());
                if (!empty(range)) {
                    common.add(range);
                }
            }
        }
        return union(common);
    }

    private static boolean empty(Range range) {
        if (range.low().isEmpty() || range.high().isEmpty()) {
            return false;
        }
        int order = Domains.Values.compare(range.low().get(), range.high().get());
        return order > 0 || (order == 0 && !(range.lowInclusive() && range.highInclusive()));
    }

    private static boolean touches(Range lower, Range higher) {
        if (lower.high().isEmpty() || higher.low().isEmpty()) {
            return true;
        }
        int order = Domains.Values.compare(lower.high().get(), higher.low().get());
        return order > 0 || (order == 0 && (lower.highInclusive() || higher.lowInclusive()));
    }

    private static int compareLow(Range left, Range right) {
        return compare(
                left.low(),
                right.low(),
                -1,
                left.lowInclusive() == right.lowInclusive() ? 0 : left.lowInclusive() ? -1 : 1);
    }

    private static int compareHigh(Range left, Range right) {
        return compare(
                left.high(),
                right.high(),
                1,
                left.highInclusive() == right.highInclusive() ? 0 : left.highInclusive() ? 1 : -1);
    }

    private static int compare(Optional<Object> left, Optional<Object> right, int unbounded, int whenEqual) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() && right.isEmpty() ? 0 : left.isEmpty() ? unbounded : -unbounded;
        }
        int order = Domains.Values.compare(left.get(), right.get());
        return order != 0 ? order : whenEqual;
    }
}
