package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.KnownAggregate;
import io.skein.spi.connector.KnownAggregate.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers count, min and max over all rows of a table from its metadata, where that has them exactly: {@code Aggregate[count(*)](t) -> Values}. */
final class MetadataAggregates {
    private final CatalogMetadata metadata;

    MetadataAggregates(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    PlanNode answer(PlanNode root) {
        return PlanTree.transform(
                root,
                node -> node instanceof AggregateNode aggregate && aggregate.source() instanceof TableScanNode scan
                        ? answered(aggregate, scan).orElse(node)
                        : node);
    }

    private Optional<PlanNode> answered(AggregateNode node, TableScanNode scan) {
        boolean global = node.groupId().isEmpty() && node.groupingKeys().isEmpty();
        if (!global
                || node.aggregations().isEmpty()
                || !scan.constraint().domains().isEmpty()) {
            return Optional.empty();
        }
        List<KnownAggregate> wanted = new ArrayList<>();
        for (Aggregation aggregation : node.aggregations().values()) {
            Optional<KnownAggregate> one = known(aggregation, scan);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            wanted.add(one.get());
        }
        return metadata.known(scan.table(), wanted).map(values -> values(node, values));
    }

    private static Optional<KnownAggregate> known(Aggregation aggregation, TableScanNode scan) {
        if (aggregation.distinct() || aggregation.filter().isPresent()) {
            return Optional.empty();
        }
        String function = aggregation.function().name();
        if (aggregation.arguments().isEmpty()) {
            return function.equals("count")
                    ? Optional.of(new KnownAggregate(Kind.COUNT_ROWS, Optional.empty()))
                    : Optional.empty();
        }
        if (aggregation.arguments().size() > 1
                || !(aggregation.arguments().getFirst() instanceof Reference(var symbol))) {
            return Optional.empty();
        }
        Optional<ColumnHandle> column = Optional.ofNullable(scan.columns().get(symbol));
        return switch (function) {
            case "count" -> column.map(each -> new KnownAggregate(Kind.COUNT, Optional.of(each)));
            case "min" -> column.map(each -> new KnownAggregate(Kind.MIN, Optional.of(each)));
            case "max" -> column.map(each -> new KnownAggregate(Kind.MAX, Optional.of(each)));
            default -> Optional.empty();
        };
    }

    private static PlanNode values(AggregateNode node, List<Optional<Object>> values) {
        List<Expression> row = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            row.add(new Expression.Constant(
                    values.get(i).orElse(null), node.outputs().get(i).type()));
        }
        return new ValuesNode(node.outputs(), List.of(row));
    }
}
