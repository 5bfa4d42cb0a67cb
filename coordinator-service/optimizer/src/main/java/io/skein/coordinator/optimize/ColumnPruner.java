package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes away every column, call and subquery that nothing above reads, down to the scans. */
final class ColumnPruner {
    private ColumnPruner() {}

    static PlanNode prune(PlanNode root) {
        return prune(root, Set.copyOf(root.outputs()));
    }

    private static PlanNode prune(PlanNode node, Set<Symbol> required) {
        return switch (node) {
            case TableScanNode scan -> scan(scan, required);
            case ValuesNode values -> values(values, required);
            case ProjectNode project -> {
                Map<Symbol, Expression> kept = retained(project.assignments(), required);
                ProjectNode smaller = new ProjectNode(project.source(), kept);
                yield smaller.withSource(prune(project.source(), PlanTree.reads(smaller)));
            }
            case SemiJoinNode join -> {
                if (!required.contains(join.mark())) {
                    yield prune(join.source(), required);
                }
                Set<Symbol> all = with(required, PlanTree.reads(join));
                yield join.withSources(prune(join.source(), all), prune(join.filteringSource(), all));
            }
            case ApplyNode apply -> {
                if (!required.contains(apply.result())) {
                    yield prune(apply.input(), required);
                }
                Set<Symbol> read = PlanTree.reads(apply);
                PlanNode subquery = prune(apply.subquery(), read);
                yield apply.withSources(
                        prune(apply.input(), with(with(required, read), PlanTree.freeSymbols(subquery))), subquery);
            }
            case LateralNode lateral -> {
                Set<Symbol> all = with(required, PlanTree.reads(lateral));
                PlanNode subquery = prune(lateral.subquery(), all);
                yield lateral.withSources(prune(lateral.input(), with(all, PlanTree.freeSymbols(subquery))), subquery);
            }
            case AggregateNode aggregate -> {
                Map<Symbol, Aggregation> kept = retained(aggregate.aggregations(), required);
                AggregateNode smaller = new AggregateNode(
                        aggregate.source(), aggregate.groupingSets(), aggregate.groupId(), kept, aggregate.step());
                yield smaller.withSource(prune(aggregate.source(), PlanTree.reads(smaller)));
            }
            case WindowNode window -> {
                Map<Symbol, WindowCall> kept = retained(window.functions(), required);
                if (kept.isEmpty()) {
                    yield prune(window.source(), required);
                }
                WindowNode smaller = new WindowNode(window.source(), window.partitionBy(), window.ordering(), kept);
                yield smaller.withSource(prune(window.source(), with(required, PlanTree.reads(smaller))));
            }
            case PatternNode pattern -> {
                PatternNode smaller = new PatternNode(
                        pattern.source(),
                        pattern.partitionBy(),
                        pattern.ordering(),
                        pattern.search(),
                        pattern.emission(),
                        pattern.carried().stream().filter(required::contains).toList(),
                        retained(pattern.values(), required));
                yield smaller.withSource(prune(pattern.source(), PlanTree.reads(smaller)));
            }
            case SetOperationNode operation -> setOperation(operation, required);
            case RecursiveUnionNode union ->
                union.withSources(
                        prune(union.base(), Set.copyOf(union.baseInputs())),
                        prune(union.step(), Set.copyOf(union.stepInputs())));
            case OutputNode output -> output.withSource(prune(output.source(), Set.copyOf(output.outputs())));
            case TableWriterNode writer -> writer.withSource(prune(writer.source(), Set.copyOf(writer.columns())));
            case ExchangeNode exchange -> exchange(exchange, with(required, PlanTree.reads(exchange)));
            default -> {
                Set<Symbol> all = with(required, PlanTree.reads(node));
                yield PlanTree.mapSources(node, source -> prune(source, all));
            }
        };
    }

    /** Only what is needed travels. */
    private static PlanNode exchange(ExchangeNode exchange, Set<Symbol> required) {
        PlanNode source = prune(exchange.source(), required);
        if (required.containsAll(source.outputs()) || source.outputs().stream().noneMatch(required::contains)) {
            return exchange.withSource(source);
        }
        Map<Symbol, Expression> kept = new LinkedHashMap<>();
        source.outputs().stream().filter(required::contains).forEach(symbol -> kept.put(symbol, symbol.reference()));
        return exchange.withSource(new ProjectNode(source, kept));
    }

    /** A relation has at least one column: a narrow one where only the rows count. */
    private static PlanNode scan(TableScanNode scan, Set<Symbol> required) {
        Map<Symbol, ColumnHandle> kept = retained(scan.columns(), required);
        if (kept.isEmpty() && !scan.columns().isEmpty()) {
            Symbol narrow = scan.columns().keySet().stream()
                    .min(Comparator.comparingInt(symbol -> width(symbol.type())))
                    .orElseThrow();
            kept.put(narrow, scan.columns().get(narrow));
        }
        return kept.size() == scan.columns().size() ? scan : scan.withColumns(kept);
    }

    private static int width(Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN, TINYINT -> 1;
                    case SMALLINT -> 2;
                    case INTEGER, DATE, REAL -> 4;
                    case BIGINT, DOUBLE -> 8;
                    default -> 32;
                };
            case Type.Decimal _, Type.Timestamp _, Type.Time _ -> 16;
            case Type.Varchar _, Type.Char _ -> 32;
            default -> 64;
        };
    }

    private static PlanNode values(ValuesNode values, Set<Symbol> required) {
        if (required.containsAll(values.outputs())) {
            return values;
        }
        List<Integer> kept = IntStream.range(0, values.outputs().size())
                .filter(i -> required.contains(values.outputs().get(i)))
                .boxed()
                .toList();
        return new ValuesNode(
                kept.stream().map(values.outputs()::get).toList(),
                values.rows().stream()
                        .map(row -> kept.stream().<Expression>map(row::get).toList())
                        .toList());
    }

    /** UNION ALL passes columns on one by one; the others look at whole rows. */
    private static PlanNode setOperation(SetOperationNode operation, Set<Symbol> required) {
        SetOperationNode smaller = operation;
        if (operation.operator() == SetOperator.UNION
                && !operation.distinct()
                && operation.outputs().stream().anyMatch(required::contains)) {
            List<Integer> kept = IntStream.range(0, operation.outputs().size())
                    .filter(i -> required.contains(operation.outputs().get(i)))
                    .boxed()
                    .toList();
            smaller = new SetOperationNode(
                    operation.operator(),
                    false,
                    operation.sources(),
                    kept.stream().map(operation.outputs()::get).toList(),
                    operation.inputs().stream()
                            .map(inputs -> kept.stream().map(inputs::get).toList())
                            .toList());
        }
        List<PlanNode> sources = new ArrayList<>();
        for (int i = 0; i < smaller.sources().size(); i++) {
            sources.add(
                    prune(smaller.sources().get(i), Set.copyOf(smaller.inputs().get(i))));
        }
        return smaller.withSources(sources);
    }

    private static <V> Map<Symbol, V> retained(Map<Symbol, V> map, Set<Symbol> required) {
        Map<Symbol, V> kept = new LinkedHashMap<>(map);
        kept.keySet().retainAll(required);
        return kept;
    }

    private static Set<Symbol> with(Collection<Symbol> left, Collection<Symbol> right) {
        Set<Symbol> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
