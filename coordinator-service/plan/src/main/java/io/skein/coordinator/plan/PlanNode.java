package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A node of the plan tree. Rows are bags unless a node says that it orders them. */
public sealed interface PlanNode {
    List<Symbol> outputs();

    List<PlanNode> sources();

    /** The same node over other sources, in the order of {@link #sources()}. */
    PlanNode withSources(List<PlanNode> sources);

    /** A leaf that reads a connector's table; {@code constraint} is what the connector may prune by (the filter above still holds). */
    record TableScan(TableReference table, Map<Symbol, ColumnHandle> columns, Constraint constraint) implements Leaf {
        public TableScan {
            columns = ordered(columns);
        }

        @Override
        public List<Symbol> outputs() {
            return List.copyOf(columns.keySet());
        }
    }

    /** Rows given in the statement; with no outputs, that many empty rows. */
    record Values(List<Symbol> outputs, List<List<Expression>> rows) implements Leaf {
        public Values {
            outputs = List.copyOf(outputs);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    record Filter(PlanNode source, Expression predicate) implements Unary {
        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Filter(source, predicate);
        }
    }

    /** Computes each symbol from the source's; passing a symbol through is an assignment of its own reference. */
    record Project(PlanNode source, Map<Symbol, Expression> assignments) implements Unary {
        public Project {
            assignments = ordered(assignments);
        }

        @Override
        public List<Symbol> outputs() {
            return List.copyOf(assignments.keySet());
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Project(source, assignments);
        }
    }

    /** Join; outputs are the left's then the right's. A cross join is INNER without criteria and filter. */
    record Join(
            JoinKind kind,
            PlanNode left,
            PlanNode right,
            List<EquiClause> criteria,
            Optional<Expression> filter,
            JoinDistribution distribution)
            implements Binary {
        public Join {
            criteria = List.copyOf(criteria);
        }

        @Override
        public List<Symbol> outputs() {
            return concatenated(left.outputs(), right.outputs());
        }

        @Override
        public PlanNode withSources(PlanNode left, PlanNode right) {
            return new Join(kind, left, right, criteria, filter, distribution);
        }
    }

    /** {@code left = right}, left from the left source, both of one type. */
    record EquiClause(Symbol left, Symbol right) {}

    enum JoinKind {
        INNER,
        LEFT,
        RIGHT,
        FULL
    }

    /** How the scheduler brings the sides together; the right side is the build side. */
    enum JoinDistribution {
        UNDECIDED,
        PARTITIONED,
        BROADCAST
    }

    /**
     * Adds {@code mark}: whether the source row's keys are found in the filtering source, with IN's three-valued answer when {@code nullAware}, with
     * EXISTS' two-valued answer otherwise. {@code filter} may relate both sides (not when null-aware).
     */
    record SemiJoin(
            PlanNode source,
            PlanNode filteringSource,
            List<EquiClause> criteria,
            Optional<Expression> filter,
            boolean nullAware,
            Symbol mark,
            JoinDistribution distribution)
            implements Binary {
        public SemiJoin {
            criteria = List.copyOf(criteria);
        }

        @Override
        public PlanNode left() {
            return source;
        }

        @Override
        public PlanNode right() {
            return filteringSource;
        }

        @Override
        public List<Symbol> outputs() {
            return concatenated(source.outputs(), List.of(mark));
        }

        @Override
        public PlanNode withSources(PlanNode left, PlanNode right) {
            return new SemiJoin(left, right, criteria, filter, nullAware, mark, distribution);
        }
    }

    /**
     * For each input row, evaluates the subquery (which may refer to the {@code correlation} symbols of the input) and adds {@code result}.
     * The kernel can run it as it stands; the optimizer turns it into joins where the plan is distributed.
     */
    record Apply(PlanNode input, PlanNode subquery, List<Symbol> correlation, Symbol result, SubqueryKind kind)
            implements Binary {
        public Apply {
            correlation = List.copyOf(correlation);
        }

        @Override
        public PlanNode left() {
            return input;
        }

        @Override
        public PlanNode right() {
            return subquery;
        }

        @Override
        public List<Symbol> outputs() {
            return concatenated(input.outputs(), List.of(result));
        }

        @Override
        public PlanNode withSources(PlanNode left, PlanNode right) {
            return new Apply(left, right, correlation, result, kind);
        }
    }

    /** What an {@link Apply} asks of its subquery. */
    sealed interface SubqueryKind {
        /** The one value of the one row; NULL for no row, SUBQUERY_MULTIPLE_ROWS for more. */
        record Scalar(Symbol value) implements SubqueryKind {}

        record Exists() implements SubqueryKind {}

        /** {@code value IN (subquery)}. */
        record In(Expression value, Symbol element) implements SubqueryKind {}

        /** {@code value operator ALL|ANY (subquery)}. */
        record Quantified(Expression value, ComparisonOperator operator, boolean all, Symbol element)
                implements SubqueryKind {}
    }

    /** LATERAL join: the subquery is evaluated for each input row; INNER or LEFT. */
    record Lateral(PlanNode input, PlanNode subquery, List<Symbol> correlation, JoinKind kind, Expression filter)
            implements Binary {
        public Lateral {
            correlation = List.copyOf(correlation);
        }

        @Override
        public PlanNode left() {
            return input;
        }

        @Override
        public PlanNode right() {
            return subquery;
        }

        @Override
        public List<Symbol> outputs() {
            return concatenated(input.outputs(), subquery.outputs());
        }

        @Override
        public PlanNode withSources(PlanNode left, PlanNode right) {
            return new Lateral(left, right, correlation, kind, filter);
        }
    }

    /**
     * GROUP BY. Outputs: the grouping symbols (union over all sets, in order), {@code groupId} if there is more than one set, then the aggregations. No
     * grouping sets entry with symbols means global aggregation. DISTINCT is an aggregation without functions.
     */
    record Aggregate(
            PlanNode source,
            List<List<Symbol>> groupingSets,
            Optional<Symbol> groupId,
            Map<Symbol, Aggregation> aggregations,
            AggregationStep step)
            implements Unary {
        public Aggregate {
            groupingSets = groupingSets.stream().map(List::copyOf).toList();
            aggregations = ordered(aggregations);
        }

        /** The distinct grouping symbols of all sets. */
        public List<Symbol> groupingKeys() {
            return groupingSets.stream().flatMap(List::stream).distinct().toList();
        }

        @Override
        public List<Symbol> outputs() {
            List<Symbol> outputs = new ArrayList<>(groupingKeys());
            groupId.ifPresent(outputs::add);
            outputs.addAll(aggregations.keySet());
            return List.copyOf(outputs);
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Aggregate(source, groupingSets, groupId, aggregations, step);
        }
    }

    enum AggregationStep {
        SINGLE,
        PARTIAL,
        FINAL
    }

    /** One aggregate call; {@code filter} is a boolean symbol's expression. */
    record Aggregation(
            FunctionReference function,
            List<Expression> arguments,
            boolean distinct,
            Optional<Expression> filter,
            List<OrderingTerm> ordering) {
        public Aggregation {
            arguments = List.copyOf(arguments);
            ordering = List.copyOf(ordering);
        }
    }

    /** Window functions that share one specification; adds their symbols to the source's. */
    record Window(
            PlanNode source, List<Symbol> partitionBy, List<OrderingTerm> ordering, Map<Symbol, WindowCall> functions)
            implements Unary {
        public Window {
            partitionBy = List.copyOf(partitionBy);
            ordering = List.copyOf(ordering);
            functions = ordered(functions);
        }

        @Override
        public List<Symbol> outputs() {
            return concatenated(source.outputs(), List.copyOf(functions.keySet()));
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Window(source, partitionBy, ordering, functions);
        }
    }

    record WindowCall(
            FunctionReference function,
            List<Expression> arguments,
            boolean distinct,
            boolean ignoreNulls,
            Optional<Expression> filter,
            Frame frame) {
        public WindowCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** A window frame; offsets are symbols' expressions already of the type that the kernel adds to the sort key. */
    record Frame(FrameUnit unit, FrameBound start, FrameBound end) {
        /** The frame without a clause: RANGE UNBOUNDED PRECEDING to CURRENT ROW. */
        public static final Frame DEFAULT = new Frame(
                FrameUnit.RANGE,
                new FrameBound(BoundKind.UNBOUNDED_PRECEDING, Optional.empty()),
                new FrameBound(BoundKind.CURRENT_ROW, Optional.empty()));
    }

    enum FrameUnit {
        ROWS,
        RANGE,
        GROUPS
    }

    record FrameBound(BoundKind kind, Optional<Expression> offset) {}

    enum BoundKind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** One term of an ordering. */
    record OrderingTerm(Symbol symbol, boolean ascending, boolean nullsFirst) {}

    /** The whole input in order; the order holds up to the output only through nodes that keep it (Limit, Offset, Project, Output). */
    record Sort(PlanNode source, List<OrderingTerm> ordering) implements Unary {
        public Sort {
            ordering = List.copyOf(ordering);
        }

        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Sort(source, ordering);
        }
    }

    /** The first {@code count} rows in order, in order. */
    record TopN(PlanNode source, long count, List<OrderingTerm> ordering) implements Unary {
        public TopN {
            ordering = List.copyOf(ordering);
        }

        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new TopN(source, count, ordering);
        }
    }

    /** The first {@code count} rows; with {@code tiesBy}, also the rows equal to the last of them under that ordering. */
    record Limit(PlanNode source, long count, List<OrderingTerm> tiesBy) implements Unary {
        public Limit {
            tiesBy = List.copyOf(tiesBy);
        }

        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Limit(source, count, tiesBy);
        }
    }

    record Offset(PlanNode source, long count) implements Unary {
        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Offset(source, count);
        }
    }

    /** UNION, INTERSECT or EXCEPT; column i of the output is {@code inputs.get(s).get(i)} of source s. */
    record SetOperation(
            SetOperator operator,
            boolean distinct,
            List<PlanNode> sources,
            List<Symbol> outputs,
            List<List<Symbol>> inputs)
            implements PlanNode {
        public SetOperation {
            sources = List.copyOf(sources);
            outputs = List.copyOf(outputs);
            inputs = inputs.stream().map(List::copyOf).toList();
        }

        @Override
        public PlanNode withSources(List<PlanNode> sources) {
            return new SetOperation(operator, distinct, sources, outputs, inputs);
        }
    }

    enum SetOperator {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /** UNNEST of arrays and maps against each row of the source; keeps the source's columns. INNER (cross) or LEFT. */
    record Unnest(PlanNode source, List<UnnestMapping> mappings, Optional<Symbol> ordinality, JoinKind kind)
            implements Unary {
        public Unnest {
            mappings = List.copyOf(mappings);
        }

        @Override
        public List<Symbol> outputs() {
            List<Symbol> outputs = new ArrayList<>(source.outputs());
            mappings.forEach(mapping -> outputs.addAll(mapping.outputs()));
            ordinality.ifPresent(outputs::add);
            return List.copyOf(outputs);
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Unnest(source, mappings, ordinality, kind);
        }
    }

    /** One unnested value: an array gives its element (a row's fields), a map key and value. */
    record UnnestMapping(Expression input, List<Symbol> outputs) {
        public UnnestMapping {
            outputs = List.copyOf(outputs);
        }
    }

    /** TABLESAMPLE; ratio from 0 to 1. */
    record Sample(PlanNode source, double ratio, boolean system) implements Unary {
        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Sample(source, ratio, system);
        }
    }

    /** WITH RECURSIVE: {@code step} reads the rows of the round before through {@link RecursiveReference} of the same name. */
    record RecursiveUnion(
            String name,
            PlanNode base,
            PlanNode step,
            List<Symbol> outputs,
            List<Symbol> baseInputs,
            List<Symbol> stepInputs,
            int maximumDepth)
            implements Binary {
        @Override
        public PlanNode left() {
            return base;
        }

        @Override
        public PlanNode right() {
            return step;
        }

        @Override
        public PlanNode withSources(PlanNode left, PlanNode right) {
            return new RecursiveUnion(name, left, right, outputs, baseInputs, stepInputs, maximumDepth);
        }
    }

    record RecursiveReference(String name, List<Symbol> outputs) implements Leaf {
        public RecursiveReference {
            outputs = List.copyOf(outputs);
        }
    }

    /** The root of a query: the columns as the client sees them. */
    record Output(PlanNode source, List<String> names, List<Symbol> outputs) implements Unary {
        public Output {
            names = List.copyOf(names);
            outputs = List.copyOf(outputs);
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Output(source, names, outputs);
        }
    }

    /** Writes the source's columns, in the target's column order, into the write that the coordinator has begun; answers the row count. */
    record TableWriter(PlanNode source, List<Symbol> columns, Symbol rowCount) implements Unary {
        public TableWriter {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Symbol> outputs() {
            return List.of(rowCount);
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new TableWriter(source, columns, rowCount);
        }
    }

    /** A cut between fragments, put in by the distribution rules. {@code ordering} makes it an ordered merge. */
    record Exchange(PlanNode source, ExchangeKind kind, List<Symbol> keys, List<OrderingTerm> ordering)
            implements Unary {
        public Exchange {
            keys = List.copyOf(keys);
            ordering = List.copyOf(ordering);
        }

        @Override
        public List<Symbol> outputs() {
            return source.outputs();
        }

        @Override
        public PlanNode withSource(PlanNode source) {
            return new Exchange(source, kind, keys, ordering);
        }
    }

    enum ExchangeKind {
        GATHER,
        HASH,
        BROADCAST,
        ROUND_ROBIN
    }

    /** What stands for an exchange in the consuming fragment. */
    record RemoteSource(int fragment, List<Symbol> outputs, List<OrderingTerm> ordering) implements Leaf {
        public RemoteSource {
            outputs = List.copyOf(outputs);
            ordering = List.copyOf(ordering);
        }
    }

    /** A node without sources. */
    sealed interface Leaf extends PlanNode permits TableScan, Values, RecursiveReference, RemoteSource {
        @Override
        default List<PlanNode> sources() {
            return List.of();
        }

        @Override
        default PlanNode withSources(List<PlanNode> sources) {
            if (!sources.isEmpty()) {
                throw new IllegalArgumentException("A leaf has no sources");
            }
            return this;
        }
    }

    /** A node with one source. */
    sealed interface Unary extends PlanNode
            permits Filter,
                    Project,
                    Aggregate,
                    Window,
                    Sort,
                    TopN,
                    Limit,
                    Offset,
                    Unnest,
                    Sample,
                    Output,
                    TableWriter,
                    Exchange {
        PlanNode source();

        PlanNode withSource(PlanNode source);

        @Override
        default List<PlanNode> sources() {
            return List.of(source());
        }

        @Override
        default PlanNode withSources(List<PlanNode> sources) {
            return withSource(sources.getFirst());
        }
    }

    /** A node with a left and a right source. */
    sealed interface Binary extends PlanNode permits Join, SemiJoin, Apply, Lateral, RecursiveUnion {
        PlanNode left();

        PlanNode right();

        PlanNode withSources(PlanNode left, PlanNode right);

        @Override
        default List<PlanNode> sources() {
            return List.of(left(), right());
        }

        @Override
        default PlanNode withSources(List<PlanNode> sources) {
            return withSources(sources.get(0), sources.get(1));
        }
    }

    private static List<Symbol> concatenated(List<Symbol> left, List<Symbol> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
