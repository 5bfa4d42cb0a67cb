package io.skein.coordinator.explain;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.statistics.ColumnEstimate;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.spi.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What EXPLAIN tells of a node's size and of the work up to it, counted as Trino counts; NaN is unknown. Work is known of plans that only read, filter
 * and compute.
 */
record CostEstimate(double rows, double bytes, double work, double memory, double network) {
    private static final double UNKNOWN_TEXT = 50;
    private static final double NULL_FLAG = 1;
    private static final double OFFSET = 4;

    static CostEstimate of(PlanNode node, PlanEstimator estimator) {
        PlanEstimate estimate = estimator.estimate(node);
        double work = work(node, estimator);
        double rest = Double.isNaN(work) ? Double.NaN : 0;
        return new CostEstimate(estimate.rows(), size(node.outputs(), estimate), work, rest, rest);
    }

    /** As a JSON object; the name of the memory differs between Trino's forms. */
    Map<String, Object> json(String memoryName) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outputRowCount", rows);
        json.put("outputSizeInBytes", bytes);
        json.put("cpuCost", work);
        json.put(memoryName, memory);
        json.put("networkCost", network);
        return json;
    }

    private static double work(PlanNode node, PlanEstimator estimator) {
        return switch (node) {
            case ValuesNode _ -> 0;
            case TableScanNode scan -> size(scan, estimator);
            case OutputNode output -> work(output.source(), estimator);
            case FilterNode filter -> work(filter.source(), estimator) + size(filter.source(), estimator);
            case LimitNode limit -> work(limit.source(), estimator) + size(limit, estimator);
            case ProjectNode(ValuesNode _, var _) -> 0;
            case ProjectNode project -> work(project.source(), estimator) + size(project, estimator);
            default -> Double.NaN;
        };
    }

    private static double size(PlanNode node, PlanEstimator estimator) {
        return size(node.outputs(), estimator.estimate(node));
    }

    private static double size(List<Symbol> symbols, PlanEstimate estimate) {
        return symbols.stream()
                .mapToDouble(symbol -> size(symbol.type(), estimate.rows(), estimate.column(symbol)))
                .sum();
    }

    private static double size(Type type, double rows, ColumnEstimate column) {
        double fixed = fixedWidth(type);
        double width = Double.isNaN(column.averageBytes()) ? fixed : column.averageBytes();
        double values = rows * (1 - (Double.isNaN(column.nullFraction()) ? 0 : column.nullFraction()));
        return values * (Double.isNaN(width) ? UNKNOWN_TEXT : width)
                + rows * (NULL_FLAG + (Double.isNaN(fixed) ? OFFSET : 0));
    }

    /** NaN for types whose values differ in size. */
    private static double fixedWidth(Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN, TINYINT, UNKNOWN -> 1;
                    case SMALLINT -> 2;
                    case INTEGER, REAL, DATE, INTERVAL_YEAR_MONTH -> 4;
                    case BIGINT, DOUBLE, INTERVAL_DAY_SECOND -> 8;
                    case UUID, IPADDRESS -> 16;
                    default -> Double.NaN;
                };
            case Type.Decimal decimal -> decimal.precision() <= 18 ? 8 : 16;
            case Type.Time _ -> 8;
            case Type.TimeWithTimeZone time -> time.precision() <= 9 ? 8 : 12;
            case Type.Timestamp timestamp -> timestamp.precision() <= 6 ? 8 : 12;
            case Type.TimestampWithTimeZone timestamp -> timestamp.precision() <= 3 ? 8 : 12;
            default -> Double.NaN;
        };
    }
}
