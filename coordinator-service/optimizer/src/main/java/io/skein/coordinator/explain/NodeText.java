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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One node's title and the lines below it. */
record NodeText(String title, List<String> details) {
    static NodeText of(PlanNode node) {
        return switch (node) {
            case OutputNode output -> title("Output[columnNames = [" + String.join(", ", output.names()) + "]]");
            case TableScanNode scan -> scan(scan);
            case ValuesNode values -> title("Values[" + values.rows().size() + " rows]");
            case FilterNode filter -> title("Filter[filterPredicate = " + ExpressionText.of(filter.predicate()) + "]");
            case ProjectNode project -> new NodeText("Project[]", assignments(project.assignments()));
            case JoinNode join ->
                new NodeText(
                        joinName(join) + condition(join.criteria(), join.filter()), distribution(join.distribution()));
            case SemiJoinNode join ->
                new NodeText(
                        "SemiJoin[" + join.mark() + " := " + inner(join.criteria(), join.filter()) + "]",
                        distribution(join.distribution()));
            case ApplyNode apply ->
                title("Apply[" + apply.result() + " := " + subquery(apply.kind()) + correlation(apply.correlation())
                        + "]");
            case LateralNode lateral ->
                title("LateralJoin[" + lateral.kind() + ", filter = " + ExpressionText.of(lateral.filter()) + "]");
            case AggregateNode aggregate -> aggregate(aggregate);
            case WindowNode window ->
                new NodeText(
                        "Window[partitionBy = [" + names(window.partitionBy()) + "], orderBy = ["
                                + ordering(window.ordering()) + "]]",
                        window.functions().entrySet().stream()
                                .map(call -> call.getKey() + " := "
                                        + call.getValue().function().name() + "("
                                        + ExpressionText.list(call.getValue().arguments()) + ")")
                                .toList());
            case PatternNode pattern ->
                new NodeText(
                        "PatternRecognition[partitionBy = [" + names(pattern.partitionBy()) + "], orderBy = ["
                                + ordering(pattern.ordering()) + "]]",
                        pattern.search().labels().stream()
                                .map(label -> label.name() + " := "
                                        + label.condition()
                                                .map(ExpressionText::of)
                                                .orElse("true"))
                                .toList());
            case SortNode sort -> title("Sort[orderBy = [" + ordering(sort.ordering()) + "]]");
            case TopNNode topN ->
                title("TopN[count = " + topN.count() + ", orderBy = [" + ordering(topN.ordering()) + "]]");
            case LimitNode limit ->
                title("Limit[count = " + limit.count() + (limit.tiesBy().isEmpty() ? "" : ", withTies") + "]");
            case OffsetNode offset -> title("Offset[count = " + offset.count() + "]");
            case SetOperationNode operation -> title(setName(operation) + "[]");
            case UnnestNode unnest ->
                title("Unnest[" + unnest.kind() + ", "
                        + unnest.mappings().stream()
                                .map(mapping -> ExpressionText.of(mapping.input()))
                                .collect(Collectors.joining(", "))
                        + "]");
            case SampleNode sample ->
                title("Sample[" + (sample.system() ? "SYSTEM" : "BERNOULLI") + ", ratio = " + sample.ratio() + "]");
            case RecursiveUnionNode union -> title("RecursiveUnion[" + union.name() + "]");
            case RecursiveReferenceNode reference -> title("RecursiveReference[" + reference.name() + "]");
            case TableWriterNode writer -> title("TableWriter[columns = [" + names(writer.columns()) + "]]");
            case ExchangeNode exchange -> title(exchange(exchange));
            case RemoteSourceNode source ->
                title((source.ordering().isEmpty()
                                ? "RemoteSource["
                                : "RemoteMerge[orderBy = [" + ordering(source.ordering()) + "], ")
                        + "sourceFragmentIds = [" + source.fragment() + "]]");
        };
    }

    private static NodeText title(String title) {
        return new NodeText(title, List.of());
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
        return new NodeText("TableScan[table = " + scan.table() + "]", lines);
    }

    private static NodeText aggregate(AggregateNode aggregate) {
        String step = aggregate.step() == AggregationStep.SINGLE ? "" : "type = " + aggregate.step() + ", ";
        String keys = aggregate.groupingSets().size() > 1
                ? aggregate.groupingSets().stream()
                        .map(set -> "[" + names(set) + "]")
                        .collect(Collectors.joining(", "))
                : names(aggregate.groupingKeys());
        return new NodeText(
                "Aggregate[" + step + "keys = [" + keys + "]]",
                aggregate.aggregations().entrySet().stream()
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

    private static String condition(List<EquiClause> criteria, Optional<Expression> filter) {
        return "[" + (criteria.isEmpty() && filter.isEmpty() ? "" : inner(criteria, filter)) + "]";
    }

    private static String inner(List<EquiClause> criteria, Optional<Expression> filter) {
        List<String> terms = criteria.stream()
                .map(clause -> "(" + clause.left() + " = " + clause.right() + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        filter.ifPresent(expression -> terms.add(ExpressionText.of(expression)));
        return "criteria = " + String.join(" AND ", terms);
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

    private static String correlation(List<Symbol> symbols) {
        return symbols.isEmpty() ? "" : ", correlation = [" + names(symbols) + "]";
    }

    private static String setName(SetOperationNode operation) {
        String name = operation.operator().name();
        String all = operation.distinct() ? "" : "All";
        return operation.operator() == SetOperator.UNION && !operation.distinct()
                ? "Union"
                : name.charAt(0) + name.substring(1).toLowerCase(Locale.ENGLISH) + all;
    }

    private static String exchange(ExchangeNode exchange) {
        if (!exchange.ordering().isEmpty()) {
            return "RemoteMerge[orderBy = [" + ordering(exchange.ordering()) + "]]";
        }
        String keys = exchange.kind() == ExchangeKind.HASH ? ", keys = [" + names(exchange.keys()) + "]" : "";
        return "RemoteExchange[type = " + exchange.kind() + keys + "]";
    }

    private static List<String> assignments(Map<Symbol, Expression> assignments) {
        return assignments.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(entry.getKey().reference()))
                .map(entry -> entry.getKey() + " := " + ExpressionText.of(entry.getValue()))
                .toList();
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
