package io.skein.worker.cache;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;

/** Which row groups may hold rows of a constraint, going by their statistics. What statistics do not say is taken for possible. */
final class RowGroups {
    private final List<Test> tests = new ArrayList<>();

    /** @param leaves the schema's leaves, those of nested columns absent */
    RowGroups(List<Optional<SchemaElement>> leaves, List<ColumnHandle> columns, Constraint constraint) {
        for (Map.Entry<String, Domain> domain : constraint.domains().entrySet()) {
            columns.stream()
                    .filter(column -> column.name().equals(domain.getKey()))
                    .findFirst()
                    .ifPresent(column -> {
                        for (int leaf = 0; leaf < leaves.size(); leaf++) {
                            int index = leaf;
                            leaves.get(leaf)
                                    .filter(element -> ParquetLayout.isColumn(element, column))
                                    .ifPresent(element -> tests.add(new Test(index, element, domain.getValue())));
                        }
                    });
        }
    }

    private record Test(int leaf, SchemaElement element, Domain domain) {}

    boolean mayHold(RowGroup group) {
        return tests.stream()
                .allMatch(test ->
                        mayHold(test, group.getColumns().get(test.leaf()).getMeta_data()));
    }

    private static boolean mayHold(Test test, ColumnMetaData column) {
        if (!column.isSetStatistics()) {
            return true;
        }
        Statistics statistics = column.getStatistics();
        boolean nulls = !statistics.isSetNull_count() || statistics.getNull_count() > 0;
        if (nulls && test.domain().nullAllowed() || !statistics.isSetMin_value() || !statistics.isSetMax_value()) {
            return true;
        }
        Optional<Bound> low = Bound.read(test.element(), test.domain().type(), statistics.getMin_value());
        Optional<Bound> high = Bound.read(test.element(), test.domain().type(), statistics.getMax_value());
        return low.isEmpty()
                || high.isEmpty()
                || test.domain().ranges().stream().anyMatch(range -> overlaps(range, low.get(), high.get()));
    }

    private static boolean overlaps(Domain.Range range, Bound low, Bound high) {
        return range.low()
                        .map(value -> high.compare(value))
                        .filter(order -> order < 0 || order == 0 && !range.lowInclusive())
                        .isEmpty()
                && range.high()
                        .map(value -> low.compare(value))
                        .filter(order -> order > 0 || order == 0 && !range.highInclusive())
                        .isEmpty();
    }
}
