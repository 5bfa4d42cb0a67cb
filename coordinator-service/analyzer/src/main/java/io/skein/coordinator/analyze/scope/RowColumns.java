package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import io.skein.spi.type.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns that a row pattern recognition needs of its source beside those that are there: values of each row and of its neighbours. */
public final class RowColumns {
    private final PlanBuilder plan;
    private final Map<Symbol, WindowCall> neighbours = new LinkedHashMap<>();
    private final Map<WindowCall, Symbol> neighbourOf = new HashMap<>();
    private final Map<Symbol, Expression> columns = new LinkedHashMap<>();
    private final Map<Expression, Symbol> columnOf = new HashMap<>();

    public RowColumns(PlanBuilder plan) {
        this.plan = plan;
    }

    /** The column with the value of an expression over the source and the neighbours. */
    public Symbol of(Expression expression) {
        if (expression instanceof Expression.Reference(Symbol symbol)) {
            return symbol;
        }
        return columnOf.computeIfAbsent(expression, each -> {
            Symbol symbol = plan.symbols().create(each);
            columns.put(symbol, each);
            return symbol;
        });
    }

    /** The column with the value of the row so many rows after this one. */
    public Symbol neighbour(Symbol source, int distance) {
        if (distance == 0) {
            return source;
        }
        Expression steps = new Expression.Constant((long) Math.abs(distance), Type.Simple.BIGINT);
        WindowCall call = call(distance < 0 ? "lag" : "lead", List.of(source.reference(), steps), source.type());
        return neighbourOf.computeIfAbsent(call, each -> {
            Symbol symbol = plan.symbols().create(source.name(), source.type());
            neighbours.put(symbol, each);
            return symbol;
        });
    }

    private static WindowCall call(String function, List<Expression> arguments, Type type) {
        FunctionReference reference = new FunctionReference(
                function, arguments.stream().map(Expression::type).toList(), type);
        return new WindowCall(reference, arguments, false, false, Optional.empty(), Frame.DEFAULT);
    }

    /** Computes the columns, and answers an order of the rows that agrees with the neighbours, also where the given one leaves it open. */
    public List<OrderingTerm> add(List<Symbol> partitionBy, List<OrderingTerm> ordering) {
        List<OrderingTerm> exact = ordering;
        if (!neighbours.isEmpty()) {
            Symbol number = plan.symbols().create("row_number", Type.Simple.BIGINT);
            neighbours.put(number, call("row_number", List.of(), Type.Simple.BIGINT));
            plan.grow(source -> new WindowNode(source, partitionBy, ordering, neighbours));
            exact = List.of(new OrderingTerm(number, true, false));
        }
        plan.extend(columns);
        return exact;
    }
}
