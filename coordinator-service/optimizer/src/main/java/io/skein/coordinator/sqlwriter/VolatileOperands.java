package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.FieldAccess;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.Lambda;
import io.skein.coordinator.expression.Expression.NullIf;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Expression.RowConstructor;
import io.skein.coordinator.expression.Expression.Try;
import io.skein.coordinator.expression.Expression.Variable;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.Once;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code f(random())} becomes {@code $once(random(), x -> f(x))} wherever writing {@code f}, or the kernel's own rewriting of it, may repeat its
 * operand: each repetition would be another value. Expressions without a volatile part stay as they are.
 */
final class VolatileOperands {
    private final Map<Symbol, Item> items;
    private int names;

    private VolatileOperands(Map<Symbol, Item> items) {
        this.items = items;
    }

    /** The expression over a block's columns with each volatile operand bound once. */
    static Expression bound(Expression expression, Map<Symbol, Item> items) {
        VolatileOperands operands = new VolatileOperands(items);
        return operands.isVolatile(expression) ? operands.hoisted(operands.rewrite(expression)) : expression;
    }

    private boolean isVolatile(Expression expression) {
        return ExpressionTree.isVolatile(expression)
                || ExpressionTree.references(expression).stream()
                        .map(items::get)
                        .anyMatch(item -> item != null && item.kind() == Item.Kind.VOLATILE);
    }

    private Expression rewrite(Expression expression) {
        if (!isVolatile(expression)) {
            return expression;
        }
        if (expression instanceof NullIf(Expression first, Comparison compared) && isVolatile(first)) {
            return Once.of(
                    rewrite(first), name(), value -> new NullIf(value, rewrite(comparing(compared, first, value))));
        }
        Expression rewritten = ExpressionTree.withChildren(
                expression,
                ExpressionTree.children(expression).stream().map(this::rewrite).toList());
        return switch (rewritten) {
            case Call call when call.function().name().equals(Once.NAME) -> call;
            case Call _, Cast _, Comparison _, Between _, In _ -> operandsOnce(rewritten);
            case Try attempt -> callsOnce(attempt);
            default -> rewritten;
        };
    }

    /** NULLIF's comparison, its first operand read from the value. */
    private static Expression comparing(Comparison compared, Expression first, Variable value) {
        Expression left = ExpressionTree.transform(compared.left(), part -> part.equals(first) ? value : part);
        return new Comparison(compared.operator(), left, compared.right());
    }

    private Expression operandsOnce(Expression expression) {
        List<Expression> operands = ExpressionTree.children(expression);
        for (int i = 0; i < operands.size(); i++) {
            Expression operand = operands.get(i);
            if (!(operand instanceof Lambda) && isVolatile(operand)) {
                int position = i;
                return Once.of(operand, name(), value -> {
                    List<Expression> others = new ArrayList<>(operands);
                    others.set(position, value);
                    return operandsOnce(ExpressionTree.withChildren(expression, others));
                });
            }
        }
        return expression;
    }

    /** The kernel refuses a volatile call within TRY. */
    private Expression callsOnce(Try attempt) {
        Optional<Expression> call = volatileCall(attempt.value());
        return call.map(each -> Once.of(
                        each,
                        name(),
                        value -> callsOnce(new Try(
                                ExpressionTree.transform(attempt.value(), part -> part == each ? value : part)))))
                .orElse(attempt);
    }

    private Optional<Expression> volatileCall(Expression expression) {
        if (expression instanceof Lambda || !isVolatile(expression)) {
            return Optional.empty();
        }
        boolean itself = expression instanceof Reference
                || (expression instanceof Call call
                        && FunctionRegistry.standard().isVolatile(call.function()));
        return itself
                ? Optional.of(expression)
                : ExpressionTree.children(expression).stream()
                        .flatMap(child -> volatileCall(child).stream())
                        .findFirst();
    }

    /** The kernel knows no subquery within a lambda: those that a body reads are bound beside its value. */
    private Expression hoisted(Expression expression) {
        if (!(expression instanceof Call(var function, List<Expression> arguments)
                && function.name().equals(Once.NAME)
                && arguments.getLast() instanceof Lambda(List<Variable> parameters, Expression body))) {
            return ExpressionTree.withChildren(
                    expression,
                    ExpressionTree.children(expression).stream()
                            .map(this::hoisted)
                            .toList());
        }
        List<Symbol> subqueries = ExpressionTree.references(body).stream()
                .filter(symbol -> items.get(symbol) instanceof Item item && item.once())
                .toList();
        Expression operand = hoisted(arguments.getFirst());
        if (subqueries.isEmpty()) {
            return Once.of(operand, parameters.getFirst().name(), _ -> body);
        }
        List<Expression> fields = new ArrayList<>(List.of(operand));
        subqueries.forEach(symbol -> fields.add(symbol.reference()));
        Type.Row type = new Type.Row(fields.stream()
                .map(field -> new Type.Row.Field(Optional.empty(), field.type()))
                .toList());
        return Once.of(
                new RowConstructor(fields, type),
                name(),
                row -> ExpressionTree.transform(body, part -> {
                    if (part.equals(parameters.getFirst())) {
                        return new FieldAccess(row, 0);
                    }
                    return part instanceof Reference(Symbol symbol) && subqueries.contains(symbol)
                            ? new FieldAccess(row, 1 + subqueries.indexOf(symbol))
                            : part;
                }));
    }

    private String name() {
        return "__once" + names++;
    }
}
