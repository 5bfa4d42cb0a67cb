package io.skein.coordinator.function;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import java.util.List;
import java.util.function.Function;

/**
 * An aggregate as two phases: each state is aggregated where the rows are, its values are combined where the groups meet, and the result is computed
 * from the combined states.
 *
 * @param result the result's expression over the combined states' references, of the aggregate's own type
 */
public record Decomposition(List<State> states, Function<List<Expression>, Expression> result) {
    public Decomposition {
        states = List.copyOf(states);
    }

    /**
     * One state.
     *
     * @param partial the aggregate over the call's own arguments, whose result type is the state's type
     * @param arguments which of the call's arguments it takes
     * @param combine the aggregate over states, whose result type is the state's type
     * @param combined which states it takes
     */
    public record State(
            FunctionReference partial, List<Integer> arguments, FunctionReference combine, List<Integer> combined) {
        public State {
            arguments = List.copyOf(arguments);
            combined = List.copyOf(combined);
        }
    }

    /** How a function of given types is decomposed. */
    @FunctionalInterface
    public interface Rule {
        Decomposition decompose(FunctionReference function);
    }
}
