package io.skein.coordinator.rewrite;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Reads and rewrites plans. */
public final class PlanTree {
    private PlanTree() {}

    /** Rewrites from the leaves up. */
    public static PlanNode transform(PlanNode node, UnaryOperator<PlanNode> rewrite) {
        return rewrite.apply(mapSources(node, source -> transform(source, rewrite)));
    }

    public static PlanNode mapSources(PlanNode node, UnaryOperator<PlanNode> rewrite) {
        List<PlanNode> sources = node.sources();
        if (sources.isEmpty()) {
            return node;
        }
        List<PlanNode> replaced = new ArrayList<>(sources.size());
        boolean changed = false;
        for (PlanNode source : sources) {
            PlanNode other = rewrite.apply(source);
            changed |= other != source;
            replaced.add(other);
        }
        return changed ? node.withSources(replaced) : node;
    }

    public static void visit(PlanNode node, Consumer<PlanNode> consumer) {
        consumer.accept(node);
        node.sources().forEach(source -> visit(source, consumer));
    }

    public static boolean contains(PlanNode node, Class<? extends PlanNode> kind) {
        return kind.isInstance(node) || node.sources().stream().anyMatch(source -> contains(source, kind));
    }

    /** The symbols that the nodes of this plan read and none of them produces: what a subquery takes from outside. */
    public static Set<Symbol> freeSymbols(PlanNode plan) {
        Set<Symbol> read = new LinkedHashSet<>();
        Set<Symbol> produced = new LinkedHashSet<>();
        visit(plan, node -> {
            read.addAll(reads(node));
            produced.addAll(node.outputs());
            if (node instanceof RecursiveUnionNode union) {
                produced.addAll(union.outputs());
            }
        });
        read.removeAll(produced);
        return read;
    }

    /** The symbols that a node's own expressions and keys read, not counting those that it only passes on. */
    public static Set<Symbol> reads(PlanNode node) {
        Set<Symbol> symbols = new LinkedHashSet<>(ExpressionTree.references(expressions(node)));
        switch (node) {
            case JoinNode join -> addClauses(symbols, join.criteria());
            case SemiJoinNode join -> addClauses(symbols, join.criteria());
            case ApplyNode apply -> {
                switch (apply.kind()) {
                    case SubqueryKind.Scalar scalar -> symbols.add(scalar.value());
                    case SubqueryKind.In in -> symbols.add(in.element());
                    case SubqueryKind.Quantified quantified -> symbols.add(quantified.element());
                    case SubqueryKind.Exists _ -> {}
                }
            }
            case AggregateNode aggregate -> {
                aggregate.groupingSets().forEach(symbols::addAll);
                aggregate.aggregations().values().forEach(call -> addTerms(symbols, call.ordering()));
            }
            case WindowNode window -> {
                symbols.addAll(window.partitionBy());
                addTerms(symbols, window.ordering());
            }
            case PatternNode pattern -> {
                symbols.addAll(pattern.partitionBy());
                addTerms(symbols, pattern.ordering());
                symbols.addAll(pattern.carried());
                symbols.addAll(pattern.columns());
            }
            case SortNode sort -> addTerms(symbols, sort.ordering());
            case TopNNode topN -> addTerms(symbols, topN.ordering());
            case LimitNode limit -> addTerms(symbols, limit.tiesBy());
            case SetOperationNode operation -> operation.inputs().forEach(symbols::addAll);
            case RecursiveUnionNode union -> {
                symbols.addAll(union.baseInputs());
                symbols.addAll(union.stepInputs());
            }
            case OutputNode output -> symbols.addAll(output.outputs());
            case TableWriterNode writer -> symbols.addAll(writer.columns());
            case ExchangeNode exchange -> {
                symbols.addAll(exchange.keys());
                addTerms(symbols, exchange.ordering());
            }
            default -> {}
        }
        return symbols;
    }

    /** All expressions of one node. */
    public static List<Expression> expressions(PlanNode node) {
        List<Expression> all = new ArrayList<>();
        switch (node) {
            case ValuesNode values -> values.rows().forEach(all::addAll);
            case FilterNode filter -> all.add(filter.predicate());
            case ProjectNode project -> all.addAll(project.assignments().values());
            case JoinNode join -> join.filter().ifPresent(all::add);
            case SemiJoinNode join -> join.filter().ifPresent(all::add);
            case LateralNode lateral -> all.add(lateral.filter());
            case ApplyNode apply -> {
                switch (apply.kind()) {
                    case SubqueryKind.In in -> all.add(in.value());
                    case SubqueryKind.Quantified quantified -> all.add(quantified.value());
                    case SubqueryKind.Scalar _, SubqueryKind.Exists _ -> {}
                }
            }
            case AggregateNode aggregate -> aggregate.aggregations().values().forEach(call -> addCall(all, call));
            case WindowNode window -> window.functions().values().forEach(call -> addCall(all, call));
            case PatternNode pattern ->
                pattern.search()
                        .frame()
                        .flatMap(searched -> searched.end().offset())
                        .ifPresent(all::add);
            case UnnestNode unnest -> unnest.mappings().forEach(mapping -> all.add(mapping.input()));
            default -> {}
        }
        return all;
    }

    public static List<Symbol> symbols(Collection<OrderingTerm> terms) {
        return terms.stream().map(OrderingTerm::symbol).toList();
    }

    private static void addCall(List<Expression> all, Aggregation call) {
        all.addAll(call.arguments());
        call.filter().ifPresent(all::add);
    }

    private static void addCall(List<Expression> all, WindowCall call) {
        all.addAll(call.arguments());
        call.filter().ifPresent(all::add);
        Frame frame = call.frame();
        frame.start().offset().ifPresent(all::add);
        frame.end().offset().ifPresent(all::add);
    }

    private static void addClauses(Set<Symbol> symbols, List<EquiClause> clauses) {
        clauses.forEach(clause -> {
            symbols.add(clause.left());
            symbols.add(clause.right());
        });
    }

    private static void addTerms(Set<Symbol> symbols, List<OrderingTerm> terms) {
        terms.forEach(term -> symbols.add(term.symbol()));
    }
}
