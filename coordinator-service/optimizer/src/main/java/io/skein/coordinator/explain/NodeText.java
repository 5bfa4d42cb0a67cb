package io.skein.coordinator.explain;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.ExchangeKind;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RecursiveReferenceNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.SampleNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.plan.WindowNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One node for people to read: its name, what describes it, and the lines below it. */
record NodeText(String name, Map<String, String> descriptor, List<String> details) {
    NodeText {
        descriptor = Collections.unmodifiableMap(new LinkedHashMap<>(descriptor));
        details = List.copyOf(details);
    }

    private static NodeText named(String name) {
        return new NodeText(name, Map.of(), List.of());
    }

    NodeText with(String key, Object value) {
        Map<String, String> more = new LinkedHashMap<>(descriptor);
        more.put(key, value.toString());
        return new NodeText(name, more, details);
    }

    private NodeText with(List<String> lines) {
        return new NodeText(name, descriptor, lines);
    }

    NodeText withMore(String line) {
        return new NodeText(
                name,
                descriptor,
                Stream.concat(details.stream(), Stream.of(line)).toList());
    }

    /** Name and descriptor in one line. */
    String title() {
        return descriptor.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", ", name + "[", "]"));
    }

    static NodeText of(PlanNode node) {
        return switch (node) {
            case OutputNode output -> named("Output").with("columnNames", output.names());
            case TableScanNode scan -> scan(scan);
            case ValuesNode values -> named("Values").with("rows", values.rows().size());
            case FilterNode filter -> named("Filter").with("filterPredicate", ExpressionText.of(filter.predicate()));
            case ProjectNode project -> named("Project").with(assignments(project.assignments()));
            case JoinNode join -> join(join);
            case SemiJoinNode join ->
                named("SemiJoin")
                        .with("mark", join.mark())
                        .with("criteria", criteria(join.criteria(), join.filter()))
                        .with(distribution(join.distribution()));
            case ApplyNode apply -> apply(apply);
            case LateralNode lateral ->
                named("LateralJoin").with("type", lateral.kind()).with("filter", ExpressionText.of(lateral.filter()));
            case AggregateNode aggregate -> aggregate(aggregate);
            case WindowNode window ->
                named("Window")
                        .with("partitionBy", list(window.partitionBy()))
                        .with("orderBy", order(window.ordering()))
                        .with(window.functions().entrySet().stream()
                                .map(call -> call.getKey() + " := "
                                        + call.getValue().function().name() + "("
                                        + ExpressionText.list(call.getValue().arguments()) + ")")
                                .toList());
            case PatternNode pattern ->
                named("PatternRecognition")
                        .with("partitionBy", list(pattern.partitionBy()))
                        .with("orderBy", order(pattern.ordering()))
                        .with(pattern.search().labels().stream()
                                .map(label -> label.name() + " := "
                                        + label.condition()
                                                .map(ExpressionText::of)
                                                .orElse("true"))
                                .toList());
            case SortNode sort -> named("Sort").with("orderBy", order(sort.ordering()));
            case TopNNode topN -> named("TopN").with("count", topN.count()).with("orderBy", order(topN.ordering()));
            case LimitNode limit -> {
                NodeText text = named("Limit").with("count", limit.count());
                yield limit.tiesBy().isEmpty() ? text : text.with("withTies", order(limit.tiesBy()));
            }
            case OffsetNode offset -> named("Offset").with("count", offset.count());
            case SetOperationNode operation -> named(setName(operation));
            case UnnestNode unnest ->
                named("Unnest")
                        .with("type", unnest.kind())
                        .with(
                                "unnest",
                                unnest.mappings().stream()
                                        .map(mapping -> ExpressionText.of(mapping.input()))
                                        .toList());
            case SampleNode sample ->
                named("Sample")
                        .with("type", sample.system() ? "SYSTEM" : "BERNOULLI")
                        .with("ratio", sample.ratio());
            case RecursiveUnionNode union -> named("RecursiveUnion").with("name", union.name());
            case RecursiveReferenceNode reference -> named("RecursiveReference").with("name", reference.name());
            case TableWriterNode writer -> named("TableWriter").with("columns", list(writer.columns()));
            case ExchangeNode exchange -> exchange(exchange);
            case RemoteSourceNode source ->
                (source.ordering().isEmpty()
                                ? named("RemoteSource")
                                : named("RemoteMerge").with("orderBy", order(source.ordering())))
                        .with("sourceFragmentIds", List.of(source.fragment()));
        };
    }

    private static NodeText scan(TableScanNode scan) {
        List<String> lines = new ArrayList<>();
        scan.columns()
                .forEach((symbol, column) -> lines.add(
                        symbol + " := " + column.name() + ":" + column.type().displayName()));
        if (!scan.constraint().domains().isEmpty()) {
            lines.add("constraint on ["
                    + scan.constraint().domains().keySet().stream().sorted().collect(Collectors.joining(", ")) + "]");
        }
        scan.pushed().requests().forEach(request -> lines.add("remote: " + request));
        scan.pushed().kept().forEach(work -> lines.add("not pushed: " + work));
        return named("TableScan").with("table", scan.table()).with(lines);
    }

    private static NodeText aggregate(AggregateNode aggregate) {
        NodeText text = named("Aggregate");
        if (aggregate.step() != AggregationStep.SINGLE) {
            text = text.with("type", aggregate.step());
        }
        String keys = aggregate.groupingSets().size() > 1
                ? aggregate.groupingSets().stream().map(NodeText::list).toList().toString()
                : list(aggregate.groupingKeys());
        return text.with("keys", keys)
                .with(aggregate.aggregations().entrySet().stream()
                        .map(entry -> entry.getKey() + " := " + call(entry.getValue()))
                        .toList());
    }

    private static String call(Aggregation call) {
        String arguments = (call.distinct() ? "DISTINCT " : "")
                + (call.arguments().isEmpty() ? "*" : ExpressionText.list(call.arguments()))
                + (call.ordering().isEmpty() ? "" : " ORDER BY " + ordering(call.ordering()));
        return call.function().name() + "(" + arguments + ")"
                + call.filter()
                        .map(filter -> " FILTER " + ExpressionText.of(filter))
                        .orElse("");
    }

    private static String joinName(JoinNode join) {
        boolean cross = join.kind() == JoinKind.INNER
                && join.criteria().isEmpty()
                && join.filter().isEmpty();
        String name = join.kind().name();
        return cross ? "CrossJoin" : name.charAt(0) + name.substring(1).toLowerCase(Locale.ENGLISH) + "Join";
    }

    private static NodeText join(JoinNode join) {
        NodeText text = named(joinName(join));
        boolean conditional = !join.criteria().isEmpty() || join.filter().isPresent();
        return (conditional ? text.with("criteria", criteria(join.criteria(), join.filter())) : text)
                .with(distribution(join.distribution()));
    }

    private static String criteria(List<EquiClause> criteria, Optional<Expression> filter) {
        List<String> terms = criteria.stream()
                .map(clause -> "(" + clause.left() + " = " + clause.right() + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        filter.ifPresent(expression -> terms.add(ExpressionText.of(expression)));
        return String.join(" AND ", terms);
    }

    private static List<String> distribution(JoinDistribution distribution) {
        return switch (distribution) {
            case UNDECIDED -> List.of();
            case PARTITIONED -> List.of("Distribution: PARTITIONED");
            case BROADCAST -> List.of("Distribution: REPLICATED");
        };
    }

    private static String subquery(SubqueryKind kind) {
        return switch (kind) {
            case SubqueryKind.Scalar scalar -> "scalar " + scalar.value();
            case SubqueryKind.Exists _ -> "EXISTS";
            case SubqueryKind.In in -> ExpressionText.of(in.value()) + " IN " + in.element();
            case SubqueryKind.Quantified quantified ->
                ExpressionText.of(quantified.value()) + " "
                        + quantified.operator().text() + (quantified.all() ? " ALL " : " ANY ") + quantified.element();
        };
    }

    private static NodeText apply(ApplyNode apply) {
        NodeText text = named("Apply").with("result", apply.result()).with("subquery", subquery(apply.kind()));
        return apply.correlation().isEmpty() ? text : text.with("correlation", list(apply.correlation()));
    }

    private static String setName(SetOperationNode operation) {
        String name = operation.operator().name();
        String all = operation.distinct() ? "" : "All";
        return operation.operator() == SetOperator.UNION && !operation.distinct()
                ? "Union"
                : name.charAt(0) + name.substring(1).toLowerCase(Locale.ENGLISH) + all;
    }

    private static NodeText exchange(ExchangeNode exchange) {
        if (!exchange.ordering().isEmpty()) {
            return named("RemoteMerge").with("orderBy", order(exchange.ordering()));
        }
        NodeText text = named("RemoteExchange").with("type", exchange.kind());
        return exchange.kind() == ExchangeKind.HASH ? text.with("keys", list(exchange.keys())) : text;
    }

    private static List<String> assignments(Map<Symbol, Expression> assignments) {
        return assignments.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(entry.getKey().reference()))
                .map(entry -> entry.getKey() + " := " + ExpressionText.of(entry.getValue()))
                .toList();
    }

    private static String list(Collection<Symbol> symbols) {
        return "[" + names(symbols) + "]";
    }

    private static String order(List<OrderingTerm> terms) {
        return "[" + ordering(terms) + "]";
    }

    static String names(Collection<Symbol> symbols) {
        return symbols.stream().map(Symbol::name).collect(Collectors.joining(", "));
    }

    static String ordering(List<OrderingTerm> terms) {
        return terms.stream()
                .map(term -> term.symbol()
                        + (term.ascending() ? " ASC" : " DESC")
                        + (term.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"))
                .collect(Collectors.joining(", "));
    }
}
