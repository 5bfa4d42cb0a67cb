package io.skein.connector.http.request;

import io.skein.connector.http.table.ColumnDefinition;
import io.skein.connector.http.table.Definitions;
import io.skein.connector.http.table.Paging;
import io.skein.connector.http.table.TableDefinition;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The requests of a scan: one, or one for each combination of values that input columns are asked for.
 *
 * @param most how many there may be
 */
public record ScanRequests(int most) {
    public List<ScanRequest> of(Definitions.Known known, Constraint constraint) {
        TableDefinition table = known.table();
        List<Map.Entry<String, String>> query = new ArrayList<>(new TreeMap<>(table.query()).entrySet());
        for (ColumnDefinition column : table.columns()) {
            Domain domain = constraint.domains().get(column.name());
            if (domain != null && !(column.source() instanceof ColumnDefinition.Input)) {
                query.addAll(DomainParameters.of(column, domain));
            }
        }
        return inputs(table, constraint).stream()
                .map(inputs -> new ScanRequest(table, url(table, query, inputs), inputs, known.secrets()))
                .toList();
    }

    /** The URL of a table whose rows depend on nothing but its inputs. */
    public static URI url(TableDefinition table, Map<String, String> inputs) {
        return url(table, List.copyOf(new TreeMap<>(table.query()).entrySet()), inputs);
    }

    private List<Map<String, String>> inputs(TableDefinition table, Constraint constraint) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (ColumnDefinition column : table.columns()) {
            if (column.source() instanceof ColumnDefinition.Input(Optional<String> absent)) {
                List<String> values = values(
                        table,
                        column,
                        absent,
                        Optional.ofNullable(constraint.domains().get(column.name())));
                if ((long) combinations.size() * values.size() > most) {
                    throw rejected("A scan of " + table + " would need "
                            + (long) combinations.size() * values.size()
                            + " requests, and at most " + most + " are allowed (http.max-requests-per-scan)");
                }
                combinations = combinations.stream()
                        .flatMap(one -> values.stream().map(value -> with(one, column.name(), value)))
                        .toList();
            }
        }
        return combinations;
    }

    private static Map<String, String> with(Map<String, String> inputs, String column, String value) {
        Map<String, String> more = new HashMap<>(inputs);
        more.put(column, value);
        return more;
    }

    private static List<String> values(
            TableDefinition table, ColumnDefinition column, Optional<String> absent, Optional<Domain> domain) {
        List<String> values = domain.flatMap(given -> DomainParameters.values(column, given))
                .or(() -> absent.map(List::of))
                .orElseThrow(() -> rejected("Filter required on " + table + " for column: " + column.name()
                        + ", by = or IN with constants"));
        if (table.url().placeholders().contains(column.name())) {
            for (String value : values) {
                // A server would take these for other places than a segment of the path.
                if (value.isEmpty() || value.equals(".") || value.equals("..")) {
                    throw rejected("'" + value + "' is no value for column: " + column.name() + " of " + table);
                }
            }
        }
        return values;
    }

    private static URI url(TableDefinition table, List<Map.Entry<String, String>> query, Map<String, String> inputs) {
        Map<String, String> encoded = new HashMap<>();
        inputs.forEach((column, value) -> encoded.put(column, PercentEncoding.of(value)));
        URI url = table.url().expand(encoded);
        for (Map.Entry<String, String> parameter : query) {
            url = PercentEncoding.with(url, parameter.getKey(), parameter.getValue());
        }
        for (ColumnDefinition column : table.columns()) {
            String value = inputs.get(column.name());
            Optional<String> name = column.parameters().equal();
            if (value != null && name.isPresent()) {
                url = PercentEncoding.with(url, name.get(), value);
            }
        }
        return first(table.paging(), url);
    }

    private static URI first(Paging paging, URI url) {
        return switch (paging) {
            case Paging.PageNumber(String parameter, long first, Optional<Paging.PageSize> size) ->
                PercentEncoding.with(sized(size, url), parameter, String.valueOf(first));
            case Paging.Offset(String parameter, Paging.PageSize size) ->
                PercentEncoding.with(sized(Optional.of(size), url), parameter, "0");
            case Paging.None _, Paging.LinkHeader _, Paging.NextLink _, Paging.Cursor _ -> url;
        };
    }

    private static URI sized(Optional<Paging.PageSize> size, URI url) {
        return size.map(page -> PercentEncoding.with(url, page.parameter(), String.valueOf(page.rows())))
                .orElse(url);
    }

    private static SkeinException rejected(String message) {
        return new SkeinException(StandardErrorCode.QUERY_REJECTED, message);
    }
}
