package io.skein.connector.sql.query;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A constraint as conditions that leave exactly its rows: nobody filters again. */
public record WholeConditions(SqlDialect dialect) {
    /** Empty where the database would decide otherwise of some value. */
    public Optional<List<String>> of(RemoteQuery query, Constraint constraint) {
        boolean whole = constraint.domains().entrySet().stream().allMatch(entry -> decided(query, entry));
        return whole
                ? Optional.of(new ConstraintText(dialect, Integer.MAX_VALUE).conditions(query, constraint))
                : Optional.empty();
    }

    private boolean decided(RemoteQuery query, Map.Entry<String, Domain> entry) {
        Domain domain = entry.getValue();
        Optional<RemoteColumn> column = query.column(entry.getKey());
        if (column.isEmpty()) {
            return false;
        }
        boolean nulls = domain.ranges().isEmpty() || domain.ranges().equals(List.of(Range.ALL));
        boolean equality = domain.ranges().stream().allMatch(Range::single);
        Comparison needed = nulls ? Comparison.NULLS : equality ? Comparison.EQUALITY : Comparison.ORDER;
        return column.get().comparison().compareTo(needed) >= 0
                && domain.ranges().stream().allMatch(range -> nulls || decided(domain.type(), range));
    }

    private boolean decided(Type type, Range range) {
        // NaN may be the greatest of numbers there.
        boolean open = range.high().isEmpty()
                && (type == Type.Simple.REAL || type == Type.Simple.DOUBLE || type instanceof Type.Decimal);
        return !open
                && Stream.of(range.low(), range.high())
                        .flatMap(Optional::stream)
                        .allMatch(value -> dialect.literal(type, value).isPresent());
    }
}
