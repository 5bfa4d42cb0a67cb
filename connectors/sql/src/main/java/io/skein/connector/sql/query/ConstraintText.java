package io.skein.connector.sql.query;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A constraint as conditions of a remote query: as much of it as the database decides as we do. Whoever asked filters again, so that less is never
 * wrong.
 *
 * @param compaction with more ranges than this a domain becomes the span of all
 */
public record ConstraintText(SqlDialect dialect, int compaction) {
    /** The rows of the query within the constraint, or some more of them. */
    public RemoteQuery restricted(RemoteQuery query, Constraint constraint) {
        if (constraint.domains().keySet().stream()
                .noneMatch(name -> query.column(name).isPresent())) {
            return query;
        }
        RemoteQuery opened = query.opened(dialect);
        return opened.filtered(conditions(opened, constraint));
    }

    /** Conditions on the query's columns, in the order of their names. */
    public List<String> conditions(RemoteQuery query, Constraint constraint) {
        List<String> conditions = new ArrayList<>();
        for (Map.Entry<String, Domain> entry : new TreeMap<>(constraint.domains()).entrySet()) {
            query.column(entry.getKey())
                    .flatMap(column -> condition(column, entry.getValue()))
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<String> condition(RemoteColumn column, Domain domain) {
        String value = column.expression();
        if (domain.ranges().isEmpty()) {
            return Optional.of(domain.nullAllowed() ? value + " IS NULL" : "1 = 0");
        }
        Optional<String> ranges = ranges(column, domain);
        if (domain.nullAllowed()) {
            return ranges.map(text -> "(" + text + " OR " + value + " IS NULL)");
        }
        return Optional.of(ranges.orElse(value + " IS NOT NULL"));
    }

    /** Empty for all values, and where the database would decide otherwise. */
    private Optional<String> ranges(RemoteColumn column, Domain domain) {
        List<Range> ranges = domain.ranges();
        boolean equality = ranges.stream().allMatch(Range::single);
        Comparison needed = equality ? Comparison.EQUALITY : Comparison.COLLATED;
        if (column.comparison().compareTo(needed) < 0) {
            return Optional.empty();
        }
        if (ranges.size() > compaction) {
            if (column.comparison().compareTo(Comparison.COLLATED) < 0) {
                return Optional.empty();
            }
            Range first = ranges.getFirst();
            Range last = ranges.getLast();
            return range(
                    column, domain, new Range(first.low(), first.lowInclusive(), last.high(), last.highInclusive()));
        }
        return equality ? values(column, domain) : union(column, domain);
    }

    private Optional<String> values(RemoteColumn column, Domain domain) {
        List<String> values = new ArrayList<>();
        for (Range range : domain.ranges()) {
            Optional<String> literal = literal(domain, range.low());
            if (literal.isEmpty()) {
                return Optional.empty();
            }
            values.add(literal.get());
        }
        return Optional.of(
                values.size() == 1
                        ? column.expression() + " = " + values.getFirst()
                        : column.expression() + " IN (" + String.join(", ", values) + ")");
    }

    private Optional<String> union(RemoteColumn column, Domain domain) {
        List<String> alternatives = new ArrayList<>();
        for (Range range : domain.ranges()) {
            Optional<String> text = range(column, domain, range);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            alternatives.add(text.get());
        }
        return Optional.of(
                alternatives.size() == 1 ? alternatives.getFirst() : "(" + String.join(" OR ", alternatives) + ")");
    }

    private Optional<String> range(RemoteColumn column, Domain domain, Range range) {
        List<String> bounds = new ArrayList<>();
        String value =
                column.comparison() == Comparison.COLLATED ? dialect.ordered(column.expression()) : column.expression();
        if (range.single()) {
            return literal(domain, range.low()).map(literal -> column.expression() + " = " + literal);
        }
        if (range.low().isPresent()) {
            literal(domain, range.low())
                    .ifPresent(low -> bounds.add(value + (range.lowInclusive() ? " >= " : " > ") + low));
        }
        if (range.high().isPresent()) {
            literal(domain, range.high())
                    .ifPresent(high -> bounds.add(value + (range.highInclusive() ? " <= " : " < ") + high));
        }
        return bounds.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" AND ", bounds) + ")");
    }

    private Optional<String> literal(Domain domain, Optional<Object> value) {
        return value.flatMap(present -> dialect.literal(domain.type(), present));
    }
}
