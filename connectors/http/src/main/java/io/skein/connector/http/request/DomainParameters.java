package io.skein.connector.http.request;

import io.skein.connector.http.table.ColumnDefinition;
import io.skein.connector.http.table.QueryParameters;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A condition on a column as parameters: as much of it as the server takes. Whoever asked filters again, so that less is never wrong, and more never
 * sent.
 */
final class DomainParameters {
    private DomainParameters() {}

    static List<Map.Entry<String, String>> of(ColumnDefinition column, Domain domain) {
        if (domain.nullAllowed() || domain.ranges().isEmpty()) {
            return List.of();
        }
        QueryParameters parameters = column.parameters();
        Optional<List<String>> values = values(column, domain);
        if (parameters.equal().isPresent() && values.isPresent()) {
            Optional<List<Map.Entry<String, String>>> equal =
                    equal(parameters.equal().get(), parameters, values.get());
            if (equal.isPresent()) {
                return equal.get();
            }
        }
        return span(column, domain.ranges().getFirst(), domain.ranges().getLast());
    }

    /** The domain's values, if it is nothing but some values that the server can be told. */
    static Optional<List<String>> values(ColumnDefinition column, Domain domain) {
        List<String> values = new ArrayList<>();
        for (Range range : domain.ranges()) {
            Optional<String> text = range.single() ? text(column, range.low()) : Optional.empty();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            values.add(text.get());
        }
        return domain.nullAllowed() ? Optional.empty() : Optional.of(values);
    }

    private static Optional<List<Map.Entry<String, String>>> equal(
            String name, QueryParameters parameters, List<String> values) {
        if (values.size() == 1) {
            return Optional.of(List.of(Map.entry(name, values.getFirst())));
        }
        return parameters.list().flatMap(list -> switch (list) {
            case REPEATED ->
                Optional.of(values.stream().map(value -> Map.entry(name, value)).toList());
            case COMMA ->
                // A value with a comma would be two.
                values.stream().anyMatch(value -> value.contains(","))
                        ? Optional.empty()
                        : Optional.of(List.of(Map.entry(name, String.join(",", values))));
        });
    }

    private static List<Map.Entry<String, String>> span(ColumnDefinition column, Range first, Range last) {
        QueryParameters parameters = column.parameters();
        List<Map.Entry<String, String>> bounds = new ArrayList<>();
        bound(column, first.low(), first.lowInclusive(), parameters.above(), parameters.atLeast())
                .ifPresent(bounds::add);
        bound(column, last.high(), last.highInclusive(), parameters.below(), parameters.atMost())
                .ifPresent(bounds::add);
        return bounds;
    }

    /** A server that knows the bound itself only as wanted still gives all that an exclusive bound wants. */
    private static Optional<Map.Entry<String, String>> bound(
            ColumnDefinition column,
            Optional<Object> value,
            boolean inclusive,
            Optional<String> exclusiveName,
            Optional<String> inclusiveName) {
        Optional<String> name = inclusive ? inclusiveName : exclusiveName.or(() -> inclusiveName);
        return name.flatMap(given -> text(column, value).map(text -> Map.entry(given, text)));
    }

    private static Optional<String> text(ColumnDefinition column, Optional<Object> value) {
        return value.flatMap(present -> ValueText.of(column, present));
    }
}
