package io.skein.coordinator.analyze.json;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.parse.JsonPathSyntax;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.JsonTableColumnDefinition;
import io.trino.sql.tree.JsonTableDefaultPlan;
import io.trino.sql.tree.JsonTablePlan;
import io.trino.sql.tree.JsonTablePlan.ParentChildPlanType;
import io.trino.sql.tree.JsonTablePlan.SiblingsPlanType;
import io.trino.sql.tree.JsonTableSpecificPlan;
import io.trino.sql.tree.NestedColumns;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PlanLeaf;
import io.trino.sql.tree.PlanParentChild;
import io.trino.sql.tree.PlanSiblings;
import io.trino.sql.tree.StringLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The paths of a JSON_TABLE, numbered in their order, and how their rows are joined: the kernel's {@code skein_sql_json_table} reads it as JSON. */
final class JsonTablePaths {
    private final Map<NestedColumns, Level> nested = new LinkedHashMap<>();
    private final Level root;
    private int count;

    JsonTablePaths(JsonTable table) {
        root = level(
                table.getJsonPathInvocation().getJsonPath(),
                table.getJsonPathInvocation().getPathName().map(name -> name.getCanonicalValue()),
                table.getColumns());
    }

    private record Level(int at, String path, Optional<String> name, List<Level> children) {}

    private Level level(StringLiteral path, Optional<String> name, List<JsonTableColumnDefinition> columns) {
        int at = count++;
        List<Level> children = new ArrayList<>();
        for (JsonTableColumnDefinition column : columns) {
            if (column instanceof NestedColumns below) {
                Level child = level(
                        below.getJsonPath(),
                        below.getPathName().map(each -> each.getCanonicalValue()),
                        below.getColumns());
                nested.put(below, child);
                children.add(child);
            }
        }
        return new Level(at, JsonPathSyntax.checked(path), name, List.copyOf(children));
    }

    /** The number of a nested path; the table's own is 0. */
    int index(NestedColumns columns) {
        return java.util.Objects.requireNonNull(nested.get(columns)).at();
    }

    /** The plan as the kernel reads it. */
    String plan(Optional<JsonTablePlan> plan) {
        String written = switch (plan.orElse(null)) {
            case null -> byDefault(root, ParentChildPlanType.OUTER, SiblingsPlanType.UNION);
            case JsonTableDefaultPlan each -> byDefault(root, each.getParentChild(), each.getSiblings());
            case JsonTableSpecificPlan each -> specific(root, each);
            case JsonTablePlan each -> throw Errors.notSupported(each, "JSON_TABLE plan not supported");
        };
        return "{\"paths\":" + count + "," + written.substring(1);
    }

    private static String byDefault(Level level, ParentChildPlanType parentChild, SiblingsPlanType siblings) {
        return path(
                level,
                parentChild,
                siblings(
                        level.children().stream()
                                .map(child -> byDefault(child, parentChild, siblings))
                                .toList(),
                        siblings));
    }

    private static String path(Level level, ParentChildPlanType type, String children) {
        return "{\"at\":%d,\"outer\":%s%s,\"path\":%s}"
                .formatted(
                        level.at(),
                        type == ParentChildPlanType.OUTER,
                        children.isEmpty() ? "" : ",\"children\":" + children,
                        quoted(level.path()));
    }

    private static String siblings(List<String> plans, SiblingsPlanType type) {
        return switch (plans.size()) {
            case 0 -> "";
            case 1 -> plans.getFirst();
            default ->
                plans.stream()
                        .collect(Collectors.joining(
                                ",", type == SiblingsPlanType.UNION ? "{\"union\":[" : "{\"cross\":[", "]}"));
        };
    }

    private static String specific(Level level, JsonTableSpecificPlan plan) {
        return switch (plan) {
            case PlanLeaf leaf
            when level.children().isEmpty() && named(level, leaf) -> path(level, ParentChildPlanType.OUTER, "");
            case PlanParentChild pair
            when named(level, pair.getParent()) -> {
                List<Level> left = new ArrayList<>(level.children());
                String children = children(left, pair.getChild());
                if (!left.isEmpty()) {
                    throw invalid(
                            pair, "JSON_TABLE plan should contain all JSON paths available at each level of nesting");
                }
                yield path(level, pair.getType(), children);
            }
            case JsonTableSpecificPlan each ->
                throw invalid(each, "JSON_TABLE plan should contain all JSON paths available at each level of nesting");
        };
    }

    /** The plan of siblings; those that it names are taken from the list. */
    private static String children(List<Level> left, JsonTableSpecificPlan plan) {
        if (plan instanceof PlanSiblings siblings) {
            List<String> plans = new ArrayList<>();
            siblings.getSiblings().forEach(each -> plans.add(children(left, each)));
            return siblings(plans, siblings.getType());
        }
        PlanLeaf first = plan instanceof PlanParentChild pair ? pair.getParent() : (PlanLeaf) plan;
        Level level = left.stream()
                .filter(each -> named(each, first))
                .findFirst()
                .orElseThrow(() -> invalid(
                        plan, "JSON_TABLE plan should contain all JSON paths available at each level of nesting"));
        left.remove(level);
        return specific(level, plan);
    }

    private static boolean named(Level level, PlanLeaf leaf) {
        return level.name().equals(Optional.of(leaf.getName().getCanonicalValue()));
    }

    private static RuntimeException invalid(Node place, String message) {
        return Errors.at(place, StandardErrorCode.INVALID_PLAN, message);
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\r", "\\r")
                + "\"";
    }
}
