package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** A node of the plan tree. Rows are bags unless a node says that it orders them. */
public sealed interface PlanNode permits PlanNode.Leaf, PlanNode.Unary, PlanNode.Binary, SetOperationNode {
    List<Symbol> outputs();

    List<PlanNode> sources();

    /** The same node over other sources, in the order of {@link #sources()}. */
    PlanNode withSources(List<PlanNode> sources);

    /** A node without sources. */
    sealed interface Leaf extends PlanNode permits TableScanNode, ValuesNode, RecursiveReferenceNode, RemoteSourceNode {
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
            permits FilterNode,
                    ProjectNode,
                    AggregateNode,
                    WindowNode,
                    PatternNode,
                    SortNode,
                    TopNNode,
                    LimitNode,
                    OffsetNode,
                    UnnestNode,
                    SampleNode,
                    OutputNode,
                    TableWriterNode,
                    ExchangeNode {
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
    sealed interface Binary extends PlanNode
            permits JoinNode, SemiJoinNode, ApplyNode, LateralNode, RecursiveUnionNode {
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
}
