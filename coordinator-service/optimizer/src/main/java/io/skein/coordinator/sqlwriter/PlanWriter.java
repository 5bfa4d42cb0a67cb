package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.rewrite.ExpressionTree.references;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
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
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.sqlwriter.Item.Kind;
import io.skein.coordinator.sqlwriter.SelectBlock.OrderTerm;
import io.skein.coordinator.sqlwriter.SelectBlock.Phase;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns nodes into blocks from the leaves up. {@code required} is what the nodes above read of a node. */
final class PlanWriter {
    private final SessionClock clock;
    private final Map<String, TableScanNode> scans = new LinkedHashMap<>();
    private final List<String> kept = new ArrayList<>();
    private boolean keeping;
    private int names;

    PlanWriter(SessionClock clock) {
        this.clock = clock;
    }

    Map<String, TableScanNode> scans() {
        return scans;
    }

    /** A name that no relation or helper column of this statement has. */
    String fresh(String prefix) {
        return prefix + "_" + names++;
    }

    SelectBlock write(PlanNode node, Set<Symbol> required) {
        return switch (node) {
            case TableScanNode scan -> scan(scan);
            case RemoteSourceNode source ->
                SelectBlock.over(relation("exchange_" + source.fragment()), source.outputs());
            case ValuesNode values -> new ValuesWriter(this).write(values);
            case FilterNode filter -> filter(filter, required);
            case ProjectNode project -> project(project, required);
            case JoinNode join -> new JoinWriter(this).join(join, required);
            case LateralNode lateral -> new JoinWriter(this).lateral(lateral, required);
            case SemiJoinNode join -> new SubqueryWriter(this).semiJoin(join, required);
            case ApplyNode apply -> new SubqueryWriter(this).apply(apply, required);
            case AggregateNode aggregate -> new AggregateWriter(this).write(aggregate, required);
            case WindowNode window -> new WindowWriter(this).write(window, required);
            case PatternNode pattern -> new PatternWriter(this).write(pattern, required);
            case SortNode sort -> order(sort.source(), sort.ordering(), required);
            case TopNNode topN -> {
                SelectBlock block = order(topN.source(), topN.ordering(), required);
                block.limit(topN.count());
                yield block;
            }
            case LimitNode limit -> limit(limit, required);
            case OffsetNode offset -> {
                SelectBlock block = write(offset.source(), required);
                block.skip(offset.count());
                yield block;
            }
            case SetOperationNode operation -> new SetOperationWriter(this).write(operation);
            case RecursiveUnionNode union -> new RecursionWriter(this).write(union);
            case RecursiveReferenceNode reference -> new RecursionWriter(this).reference(reference);
            case UnnestNode unnest -> new UnnestWriter(this).write(unnest, required);
            case SampleNode sample -> sample(sample, required);
            case OutputNode output -> write(output.source(), Set.copyOf(output.outputs()));
            case TableWriterNode writer -> write(writer.source(), Set.copyOf(writer.columns()));
            case ExchangeNode exchange ->
                throw new IllegalArgumentException("The plan is not cut at its exchanges: " + exchange.kind());
        };
    }

    private SelectBlock scan(TableScanNode scan) {
        String name = fresh("scan");
        scans.put(name, scan);
        return SelectBlock.over(relation(name), scan.outputs());
    }

    private String relation(String name) {
        if (keeping) {
            kept.add(name);
            return kept(name);
        }
        return name;
    }

    /** From here to {@link #keptRelations()} input relations are read under the name of a copy, as often as one likes. */
    void keepRelations() {
        keeping = true;
    }

    List<String> keptRelations() {
        keeping = false;
        List<String> relations = List.copyOf(kept);
        kept.clear();
        return relations;
    }

    static String kept(String relation) {
        return relation + "_kept";
    }

    private SelectBlock filter(FilterNode filter, Set<Symbol> required) {
        SelectBlock block = write(filter.source(), union(required, references(filter.predicate())));
        if (block.phase() == Phase.WINDOWED || block.phase() == Phase.LIMITED) {
            block = block.closed(union(required, references(filter.predicate())));
        }
        block = inlineable(block, List.of(filter.predicate()), required);
        for (Expression term : ExpressionTree.conjuncts(filter.predicate())) {
            block.filter(condition(term, block));
        }
        return block;
    }

    private SelectBlock project(ProjectNode project, Set<Symbol> required) {
        Map<Symbol, Expression> kept = new LinkedHashMap<>(project.assignments());
        kept.keySet().retainAll(required);
        SelectBlock block = inlineable(write(project.source(), references(kept.values())), kept.values(), Set.of());
        Map<Symbol, Item> items = new LinkedHashMap<>();
        for (Map.Entry<Symbol, Expression> entry : kept.entrySet()) {
            items.put(entry.getKey(), item(entry.getValue(), block));
        }
        block.project(items);
        return block;
    }

    /** What an expression becomes as a column of the block. */
    Item item(Expression expression, SelectBlock block) {
        if (expression instanceof Reference reference) {
            Item item = block.items().get(reference.symbol());
            return item == null ? new Item(Names.quoted(reference.symbol()), Kind.EXPRESSION) : item;
        }
        Kind kind = expression instanceof Constant
                ? Kind.CONSTANT
                : ExpressionTree.isVolatile(expression) ? Kind.VOLATILE : Kind.EXPRESSION;
        for (Symbol symbol : references(expression)) {
            Item item = block.items().get(symbol);
            if (item != null
                    && item.kind().compareTo(Kind.EXPRESSION) > 0
                    && item.kind().compareTo(kind) > 0) {
                kind = item.kind();
            }
        }
        return new Item(text(expression, block), kind);
    }

    /** The block, or one around it where writing these expressions into it would repeat costly texts. */
    SelectBlock inlineable(SelectBlock block, Collection<? extends Expression> expressions, Set<Symbol> alsoRead) {
        Map<Symbol, Integer> uses = new HashMap<>();
        expressions.forEach(expression -> ExpressionTree.visit(expression, part -> {
            if (part instanceof Reference reference) {
                uses.merge(reference.symbol(), 1, Integer::sum);
            }
        }));
        boolean repeats = uses.entrySet().stream().anyMatch(use -> {
            Item item = block.items().get(use.getKey());
            if (item == null) {
                return false;
            }
            return switch (item.kind()) {
                case COLUMN, CONSTANT -> false;
                case EXPRESSION, AGGREGATE, WINDOW -> use.getValue() > 1;
                case VOLATILE -> use.getValue() > 1 || alsoRead.contains(use.getKey());
                case ONCE ->
                    use.getValue() > 1
                            || alsoRead.contains(use.getKey())
                            || expressions.stream().anyMatch(each -> mayRepeat(each, use.getKey()));
            };
        });
        return repeats ? block.closed(union(alsoRead, uses.keySet())) : block;
    }

    /** Whether the text of the expression, or the kernel's own rewriting of it, may hold the symbol's text more than once. */
    private static boolean mayRepeat(Expression expression, Symbol symbol) {
        boolean simple = switch (expression) {
            case Reference _, Logical _, Not _, IsNull _ -> true;
            case Comparison comparison -> comparison.left().type() instanceof Type.Simple;
            default -> false;
        };
        return simple
                ? ExpressionTree.children(expression).stream().anyMatch(child -> mayRepeat(child, symbol))
                : references(expression).contains(symbol);
    }

    /** A block at the stage of plain rows over which these are columns. */
    SelectBlock rows(PlanNode source, Set<Symbol> required, Collection<Symbol> columns) {
        SelectBlock block = write(source, union(required, columns));
        return block.phase() == Phase.ROWS && !block.ordered() && block.plain(columns)
                ? block
                : block.closed(union(required, columns));
    }

    String text(Expression expression, SelectBlock block) {
        return new ExpressionWriter(FunctionRegistry.standard(), block::operand, clock)
                .write(VolatileOperands.bound(expression, block.items()));
    }

    /** The expression as an operand of AND. */
    String condition(Expression expression, SelectBlock block) {
        String text = text(expression, block);
        return expression instanceof Logical logical && logical.operator() == LogicalOperator.OR
                ? "(" + text + ")"
                : text;
    }

    List<OrderTerm> orderTerms(List<OrderingTerm> ordering, SelectBlock block) {
        List<OrderTerm> terms = new ArrayList<>();
        for (OrderingTerm term : ordering) {
            Item item = block.items().get(term.symbol());
            if (item == null || item.kind() != Kind.CONSTANT) {
                String suffix =
                        (term.ascending() ? "" : " DESC") + (term.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
                String text =
                        item == null || Names.keyed(term.symbol().type()) ? block.operand(term.symbol()) : item.text();
                terms.add(new OrderTerm(Names.key(term.symbol().type(), text), suffix));
            }
        }
        return terms;
    }

    private SelectBlock order(PlanNode source, List<OrderingTerm> ordering, Set<Symbol> required) {
        Set<Symbol> keys = new LinkedHashSet<>();
        ordering.forEach(term -> keys.add(term.symbol()));
        SelectBlock block = write(source, union(required, keys));
        boolean once = keys.stream().map(block.items()::get).anyMatch(item -> item != null && item.once());
        if (block.phase() == Phase.LIMITED || once) {
            block = block.closed(union(required, keys));
        }
        block.order(orderTerms(ordering, block));
        return block;
    }

    private SelectBlock limit(LimitNode limit, Set<Symbol> required) {
        if (limit.tiesBy().isEmpty()) {
            SelectBlock block = write(limit.source(), required);
            block.limit(limit.count());
            return block;
        }
        Set<Symbol> keys = new LinkedHashSet<>();
        limit.tiesBy().forEach(term -> keys.add(term.symbol()));
        SelectBlock block = write(limit.source(), union(required, keys)).closed(union(required, keys));
        List<OrderTerm> terms = orderTerms(limit.tiesBy(), block);
        String order = String.join(
                ", ", terms.stream().map(term -> term.text() + term.suffix()).toList());
        String text = block.text(
                union(required, keys).stream()
                        .filter(block.items()::containsKey)
                        .map(Names::quoted)
                        .toList(),
                List.of("QUALIFY rank() OVER (ORDER BY " + order + ") <= " + limit.count()));
        SelectBlock ranked = SelectBlock.over("(" + text + ")", block.items().keySet());
        ranked.order(terms);
        return ranked;
    }

    private SelectBlock sample(SampleNode sample, Set<Symbol> required) {
        SelectBlock block = write(sample.source(), required);
        SelectBlock source = block.bare() && block.plain(block.items().keySet()) ? block : block.closed(required);
        String method = sample.system() ? "system" : "bernoulli";
        String relation = source.rightOperand() + " TABLESAMPLE " + method + "("
                + new java.math.BigDecimal(Double.toString(sample.ratio() * 100)).toPlainString() + " PERCENT)";
        return SelectBlock.over(relation, source.items().keySet());
    }

    static Set<Symbol> union(Collection<Symbol> left, Collection<Symbol> right) {
        Set<Symbol> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
