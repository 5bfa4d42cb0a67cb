package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.FieldAccess;
import io.skein.coordinator.expression.Expression.Variable;
import io.skein.coordinator.expression.Expression.When;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.Iteration;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LoopStatement;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.RepeatStatement;
import io.trino.sql.tree.VariableDeclaration;
import io.trino.sql.tree.WhileStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A routine with loops as a machine: its state is a row of the block to run next, the result and all variables; a block goes from state to state, and
 * the machine runs until no block is next.
 */
final class RoutineLoops {
    private static final int BLOCK = 0;
    private static final int RESULT = 1;
    private static final int VARIABLES = 2;

    private final Map<Slot, Integer> slots = new LinkedHashMap<>();
    private final List<Expression> blocks = new ArrayList<>();
    private final Type result;
    private final Type.Row type;
    private final Variable state;

    /** Where a variable is kept; variables of one name and type in different scopes share it. */
    private record Slot(String name, Type type) {}

    RoutineLoops(Routine routine) {
        result = routine.result();
        routine.parameters().forEach(this::keep);
        declare(routine.statement());
        List<Type.Field> fields = new ArrayList<>();
        fields.add(new Type.Field(Optional.empty(), Type.Simple.INTEGER));
        fields.add(new Type.Field(Optional.empty(), result));
        slots.keySet().forEach(slot -> fields.add(new Type.Field(Optional.empty(), slot.type())));
        type = new Type.Row(fields);
        state = new Variable(routine.context().symbols().name(routine.name() + "_state"), type);
    }

    static boolean in(Node statement) {
        return statement instanceof LoopStatement
                || statement instanceof WhileStatement
                || statement instanceof RepeatStatement
                || statement.getChildren().stream().anyMatch(RoutineLoops::in);
    }

    private void declare(Node statement) {
        if (statement instanceof VariableDeclaration declaration) {
            for (Identifier name : declaration.getNames()) {
                keep(name.getValue().toLowerCase(Locale.ENGLISH), Routine.type(declaration.getType(), declaration));
            }
        }
        statement.getChildren().forEach(this::declare);
    }

    private void keep(String name, Type variable) {
        slots.putIfAbsent(new Slot(name, variable), VARIABLES + slots.size());
    }

    Type type() {
        return type;
    }

    /** A block to be defined. */
    int reserve() {
        blocks.add(new Constant(null, type));
        return blocks.size() - 1;
    }

    void define(int block, Expression next) {
        blocks.set(block, next);
    }

    /** The variables as a block finds them. */
    Map<String, Expression> read(Map<String, Expression> visible) {
        Map<String, Expression> values = new HashMap<>();
        visible.forEach((name, value) ->
                values.put(name, new FieldAccess(state, slots.getOrDefault(new Slot(name, value.type()), RESULT))));
        return values;
    }

    /** The state in which the block runs next. */
    Expression go(int block, Map<String, Expression> values) {
        return state(block, new Constant(null, result), values);
    }

    /** The state in which the machine stops. */
    Expression done(Expression value) {
        return state(-1, value, Map.of());
    }

    private Expression state(long block, Expression value, Map<String, Expression> values) {
        List<Expression> fields = new ArrayList<>();
        fields.add(new Constant(block, Type.Simple.INTEGER));
        fields.add(value);
        for (Slot slot : slots.keySet()) {
            Expression variable = values.get(slot.name());
            boolean held = variable != null && variable.type().equals(slot.type());
            fields.add(held ? variable : new Constant(null, slot.type()));
        }
        return new Expression.RowConstructor(fields, type);
    }

    /** What the machine gives from its first state. */
    Expression run(Expression first) {
        List<When> branches = new ArrayList<>();
        for (int block = 0; block < blocks.size(); block++) {
            Expression next = new Expression.Comparison(
                    Expression.ComparisonOperator.EQUAL,
                    new FieldAccess(state, BLOCK),
                    new Constant((long) block, Type.Simple.INTEGER));
            branches.add(new When(next, blocks.get(block)));
        }
        Expression.Lambda step =
                new Expression.Lambda(List.of(state), new Expression.Case(branches, Optional.empty(), type));
        FunctionReference operator = new FunctionReference(Iteration.NAME, List.of(type, step.type()), type);
        return new FieldAccess(new Expression.Call(operator, List.of(first, step)), RESULT);
    }
}
