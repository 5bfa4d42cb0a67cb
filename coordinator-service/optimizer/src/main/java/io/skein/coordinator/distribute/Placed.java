package io.skein.coordinator.distribute;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ExchangeKind;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.PlanNode;
import java.util.List;
import java.util.function.UnaryOperator;

/** A plan with its exchanges, and where its rows are. */
record Placed(PlanNode node, Spread spread) {
    /** Another node over this one that leaves the rows where they are. */
    Placed map(UnaryOperator<PlanNode> over) {
        return new Placed(over.apply(node), spread);
    }

    Placed gathered() {
        return gathered(List.of());
    }

    /** At one task; with an ordering, by merging the tasks' ordered rows. */
    Placed gathered(List<OrderingTerm> ordering) {
        return spread.single()
                ? this
                : new Placed(new ExchangeNode(node, ExchangeKind.GATHER, List.of(), ordering), Spread.SINGLE);
    }

    Placed hashed(List<Symbol> keys) {
        return spread.equals(new Spread.Hashed(keys))
                ? this
                : new Placed(new ExchangeNode(node, ExchangeKind.HASH, keys, List.of()), new Spread.Hashed(keys));
    }

    /** All rows at every task of the fragment that reads them. */
    PlanNode broadcast() {
        return new ExchangeNode(node, ExchangeKind.BROADCAST, List.of(), List.of());
    }

    Placed spreadOut() {
        return spread.single()
                ? new Placed(new ExchangeNode(node, ExchangeKind.ROUND_ROBIN, List.of(), List.of()), Spread.ANYWHERE)
                : this;
    }
}
