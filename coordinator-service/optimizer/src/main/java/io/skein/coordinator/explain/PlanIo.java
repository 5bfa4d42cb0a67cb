package io.skein.coordinator.explain;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** EXPLAIN (TYPE IO): the tables that a statement reads, within which bounds, and the one that it writes; in Trino's JSON. */
public final class PlanIo {
    private final PlanEstimator estimator;

    private PlanIo(PlanEstimator estimator) {
        this.estimator = estimator;
    }

    public static String of(OutputNode root, Optional<WriteTarget> target, CatalogMetadata metadata) {
        PlanIo io = new PlanIo(new PlanEstimator(metadata));
        Set<Object> inputs = new LinkedHashSet<>();
        io.collect(root, inputs);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("inputTableColumnInfos", List.copyOf(inputs));
        target.ifPresent(written -> json.put("outputTable", table(written.catalog(), name(written))));
        json.put("estimate", CostEstimate.of(root, io.estimator).json("maxMemory"));
        return JsonText.of(json);
    }

    private static SchemaTableName name(WriteTarget target) {
        return switch (target) {
            case WriteTarget.Create create -> create.table().name();
            case WriteTarget.Insert insert -> insert.table().handle().name();
            case WriteTarget.Analyze analyze -> analyze.table().handle().name();
            case WriteTarget.Refresh refresh -> refresh.name();
            case WriteTarget.Rewrite rewrite -> rewrite.table().handle().name();
            case WriteTarget.Change change -> change.table().handle().name();
        };
    }

    private void collect(PlanNode node, Set<Object> inputs) {
        if (node instanceof TableScanNode scan) {
            Map<String, Object> input = new LinkedHashMap<>();
            input.put(
                    "table", table(scan.table().catalog(), scan.table().handle().name()));
            input.put("constraint", constraint(scan));
            input.put("estimate", CostEstimate.of(scan, estimator).json("maxMemory"));
            inputs.add(input);
        }
        node.sources().forEach(source -> collect(source, inputs));
    }

    private static Map<String, Object> table(String catalog, SchemaTableName name) {
        Map<String, Object> schemaTable = new LinkedHashMap<>();
        schemaTable.put("schema", name.schema());
        schemaTable.put("table", name.table());
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("catalog", catalog);
        table.put("schemaTable", schemaTable);
        return table;
    }

    private static Map<String, Object> constraint(TableScanNode scan) {
        Constraint constraint = scan.constraint();
        boolean none = constraint.domains().values().stream()
                .anyMatch(domain -> domain.ranges().isEmpty() && !domain.nullAllowed());
        List<Object> columns = new ArrayList<>();
        if (!none) {
            scan.columns().values().forEach(column -> {
                Domain domain = constraint.domains().get(column.name());
                if (domain != null) {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("columnName", column.name());
                    json.put("type", column.type().displayName());
                    json.put("domain", domain(domain));
                    columns.add(json);
                }
            });
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("none", none);
        json.put("columnConstraints", columns);
        return json;
    }

    private static Map<String, Object> domain(Domain domain) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nullsAllowed", domain.nullAllowed());
        json.put(
                "ranges",
                domain.ranges().stream()
                        .map(range -> range(range, domain.type()))
                        .toList());
        return json;
    }

    private static Map<String, Object> range(Range range, Type type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("low", marker(range.low(), range.lowInclusive(), "ABOVE", type));
        json.put("high", marker(range.high(), range.highInclusive(), "BELOW", type));
        return json;
    }

    private static Map<String, Object> marker(Optional<Object> value, boolean inclusive, String outside, Type type) {
        Map<String, Object> json = new LinkedHashMap<>();
        value.ifPresent(bound -> json.put("value", BoundText.of(bound, type)));
        json.put("bound", value.isPresent() && inclusive ? "EXACTLY" : outside);
        return json;
    }
}
