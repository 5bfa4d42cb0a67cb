package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.optimize.DomainSets;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a join's key as constraints of the probe side's column. */
public final class KeyDomains {
    private static final List<Type> INTEGERS =
            List.of(Type.Simple.TINYINT, Type.Simple.SMALLINT, Type.Simple.INTEGER, Type.Simple.BIGINT);

    private KeyDomains() {}

    /**
     * Whether values of the type are equal in SQL just where they are equal in a domain. Not so for floating point (NaN, two zeros), char (blanks), and
     * values with zones (one moment, many values).
     */
    static boolean summarized(Type type) {
        return switch (type) {
            case Type.Simple simple -> simple == Type.Simple.DATE || INTEGERS.contains(simple);
            case Type.Decimal _, Type.Varchar _ -> true;
            case Type.Timestamp timestamp -> timestamp.precision() <= 6;
            default -> false;
        };
    }

    /** Whether each value of the one type is the same value of the other. */
    static boolean widens(Type from, Type to) {
        if (from instanceof Type.Varchar shorter && to instanceof Type.Varchar longer) {
            return longer.length().isEmpty()
                    || (shorter.length().isPresent()
                            && shorter.length().getAsInt() <= longer.length().getAsInt());
        }
        return INTEGERS.contains(from) && INTEGERS.indexOf(from) <= INTEGERS.indexOf(to);
    }

    /** What any of the domains holds: all of one type, at least one of them. With more ranges than the most it becomes the span of all. */
    public static Domain union(List<Domain> domains, int most) {
        List<Range> all = new ArrayList<>();
        domains.forEach(domain -> all.addAll(domain.ranges()));
        List<Range> ranges = DomainSets.union(all);
        return new Domain(domains.getFirst().type(), ranges.size() > most ? List.of(span(ranges)) : ranges, false);
    }

    private static Range span(List<Range> ranges) {
        Range first = ranges.getFirst();
        Range last = ranges.getLast();
        return new Range(first.low(), first.lowInclusive(), last.high(), last.highInclusive());
    }

    /** The constraint, and of this column only these values, which may be of a wider type. */
    public static Constraint narrowed(Constraint constraint, String column, Type type, Domain values) {
        Domain own = new Domain(type, within(values, type), false);
        Map<String, Domain> domains = new HashMap<>(constraint.domains());
        domains.merge(column, own, DomainSets::intersection);
        return new Constraint(domains);
    }

    /** Without what the narrower type has no values for. */
    private static List<Range> within(Domain values, Type type) {
        Optional<Range> all = limits(type);
        return all.isEmpty() ? values.ranges() : DomainSets.intersection(values.ranges(), List.of(all.get()));
    }

    private static Optional<Range> limits(Type type) {
        return switch (type) {
            case Type.Simple simple when simple == Type.Simple.TINYINT -> limits(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Type.Simple simple when simple == Type.Simple.SMALLINT -> limits(Short.MIN_VALUE, Short.MAX_VALUE);
            case Type.Simple simple when simple == Type.Simple.INTEGER -> limits(Integer.MIN_VALUE, Integer.MAX_VALUE);
            default -> Optional.empty();
        };
    }

    private static Optional<Range> limits(long lowest, long highest) {
        return Optional.of(new Range(Optional.of(lowest), true, Optional.of(highest), true));
    }
}
