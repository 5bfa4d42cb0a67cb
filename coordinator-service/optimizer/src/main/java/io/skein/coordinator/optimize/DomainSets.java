package io.skein.coordinator.optimize;

import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import java.util.List;

/** Domains as sets. */
public final class DomainSets {
    private DomainSets() {}

    /** Disjoint ascending ranges of what any of these holds. */
    public static List<Range> union(List<Range> ranges) {
        return Ranges.union(ranges);
    }

    public static List<Range> intersection(List<Range> left, List<Range> right) {
        return Ranges.intersection(left, right);
    }

    /** What both domains of one type hold. */
    public static Domain intersection(Domain left, Domain right) {
        return Domains.intersection(left, right);
    }
}
