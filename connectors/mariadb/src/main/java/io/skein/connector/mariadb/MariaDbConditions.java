package io.skein.connector.mariadb;

import io.skein.connector.sql.query.ConstraintText;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A constraint as conditions. Texts are compared by their bytes, for which the server uses no index. Beside that it compares them by their collation, which has an
 * index: equal texts are equal in each collation, so that no row is lost.
 *
 * @param most values that are sent
 */
record MariaDbConditions(ConstraintText exact, int most) {
    List<String> of(RemoteQuery query, Constraint constraint) {
        List<String> conditions = new ArrayList<>(exact.conditions(query, constraint));
        for (Map.Entry<String, Domain> entry : new TreeMap<>(constraint.domains()).entrySet()) {
            query.column(entry.getKey())
                    .filter(column -> MariaDbType.text(column.remoteType()))
                    .flatMap(column -> byCollation(column.expression(), entry.getValue()))
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<String> byCollation(String value, Domain domain) {
        List<Range> ranges = domain.ranges();
        if (ranges.isEmpty() || ranges.size() > most || !ranges.stream().allMatch(Range::single)) {
            return Optional.empty();
        }
        String equal = value + " IN ("
                + ranges.stream()
                        .map(range -> MariaDbText.literal(range.low().orElseThrow()))
                        .collect(Collectors.joining(", "))
                + ")";
        return Optional.of(domain.nullAllowed() ? "(" + equal + " OR " + value + " IS NULL)" : equal);
    }
}
