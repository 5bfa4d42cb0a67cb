package io.skein.coordinator.rewrite;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ArrayConstructor;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Case;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Coalesce;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.FieldAccess;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Lambda;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Expression.NullIf;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Expression.RowConstructor;
import io.skein.coordinator.expression.Expression.Try;
import io.skein.coordinator.expression.Expression.Variable;
import io.skein.coordinator.expression.Expression.When;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Reads and rewrites expressions. */
public final class ExpressionTree {
    private ExpressionTree() {}

    public static List<Expression> children(Expression expression) {
        return switch (expression) {
            case Constant _, Reference _, Variable _ -> List.of();
            case Lambda lambda -> List.of(lambda.body());
            case Call call -> call.arguments();
            case Cast cast -> List.of(cast.value());
            case Comparison comparison -> List.of(comparison.left(), comparison.right());
            case Between between -> List.of(between.value(), between.low(), between.high());
            case In in -> {
                List<Expression> all = new ArrayList<>(in.list().size() + 1);
                all.add(in.value());
                all.addAll(in.list());
                yield all;
            }
            case Logical logical -> logical.terms();
            case Not not -> List.of(not.value());
            case IsNull isNull -> List.of(isNull.value());
            case Case choice -> {
                List<Expression> all = new ArrayList<>();
                for (When when : choice.branches()) {
                    all.add(when.condition());
                    all.add(when.result());
                }
                choice.defaultResult().ifPresent(all::add);
                yield all;
            }
            case Coalesce coalesce -> coalesce.operands();
            case NullIf nullIf -> List.of(nullIf.first(), nullIf.compared());
            case Try attempt -> List.of(attempt.value());
            case RowConstructor row -> row.fields();
            case ArrayConstructor array -> array.elements();
            case FieldAccess access -> List.of(access.row());
        };
    }

    /** The same expression over other children, in the order of {@link #children}. */
    public static Expression withChildren(Expression expression, List<Expression> children) {
        return switch (expression) {
            case Constant _, Reference _, Variable _ -> expression;
            case Lambda lambda -> new Lambda(lambda.parameters(), children.getFirst());
            case Call call -> new Call(call.function(), children);
            case Cast cast -> new Cast(children.getFirst(), cast.type(), cast.safe());
            case Comparison comparison -> new Comparison(comparison.operator(), children.get(0), children.get(1));
            case Between _ -> new Between(children.get(0), children.get(1), children.get(2));
            case In _ -> new In(children.getFirst(), children.subList(1, children.size()));
            case Logical logical -> new Logical(logical.operator(), children);
            case Not _ -> new Not(children.getFirst());
            case IsNull _ -> new IsNull(children.getFirst());
            case Case choice -> {
                List<When> branches = new ArrayList<>();
                for (int i = 0; i < choice.branches().size(); i++) {
                    branches.add(new When(children.get(2 * i), children.get(2 * i + 1)));
                }
                yield new Case(branches, choice.defaultResult().map(_ -> children.getLast()), choice.type());
            }
            case Coalesce _ -> new Coalesce(children);
            case NullIf _ -> new NullIf(children.get(0), children.get(1));
            case Try _ -> new Try(children.getFirst());
            case RowConstructor row -> new RowConstructor(children, row.type());
            case ArrayConstructor array -> new ArrayConstructor(children, array.type());
            case FieldAccess access -> new FieldAccess(children.getFirst(), access.field());
        };
    }

    /** Rewrites from the leaves up. */
    public static Expression transform(Expression expression, UnaryOperator<Expression> rewrite) {
        List<Expression> children = children(expression);
        if (children.isEmpty()) {
            return rewrite.apply(expression);
        }
        List<Expression> replaced = new ArrayList<>(children.size());
        boolean changed = false;
        for (Expression child : children) {
            Expression other = transform(child, rewrite);
            changed |= other != child;
            replaced.add(other);
        }
        return rewrite.apply(changed ? withChildren(expression, replaced) : expression);
    }

    /** Puts an expression in the place of each symbol that the map has. */
    public static Expression substitute(Expression expression, Map<Symbol, ? extends Expression> replacements) {
        return transform(expression, part -> {
            if (part instanceof Reference reference) {
                Expression replacement = replacements.get(reference.symbol());
                return replacement == null ? part : replacement;
            }
            return part;
        });
    }

    public static void visit(Expression expression, Consumer<Expression> consumer) {
        consumer.accept(expression);
        children(expression).forEach(child -> visit(child, consumer));
    }

    /** The symbols read, in order of appearance. */
    public static Set<Symbol> references(Expression expression) {
        return references(List.of(expression));
    }

    public static Set<Symbol> references(Collection<? extends Expression> expressions) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        expressions.forEach(expression -> visit(expression, part -> {
            if (part instanceof Reference reference) {
                symbols.add(reference.symbol());
            }
        }));
        return symbols;
    }

    /** Whether evaluating it twice for one row may give two answers. */
    public static boolean isVolatile(Expression expression) {
        boolean[] found = {false};
        visit(
                expression,
                part -> found[0] |=
                        part instanceof Call call && FunctionRegistry.standard().isVolatile(call.function()));
        return found[0];
    }

    /** The terms of a conjunction, flattened; a constant true has none. */
    public static List<Expression> conjuncts(Expression expression) {
        return terms(LogicalOperator.AND, expression).stream()
                .filter(term -> !term.equals(Constant.TRUE))
                .toList();
    }

    public static List<Expression> disjuncts(Expression expression) {
        return terms(LogicalOperator.OR, expression);
    }

    /** The conjunction of the terms without repetitions; true when there is none. */
    public static Expression and(Collection<? extends Expression> terms) {
        return combine(LogicalOperator.AND, terms, Constant.TRUE);
    }

    /** The disjunction of the terms; false when there is none. */
    public static Expression or(Collection<? extends Expression> terms) {
        return combine(LogicalOperator.OR, terms, Constant.FALSE);
    }

    private static Expression combine(
            LogicalOperator operator, Collection<? extends Expression> terms, Constant neutral) {
        Set<Expression> flat = new LinkedHashSet<>();
        terms.forEach(term -> flat.addAll(terms(operator, term)));
        flat.remove(neutral);
        return switch (flat.size()) {
            case 0 -> neutral;
            case 1 -> flat.iterator().next();
            default -> new Logical(operator, List.copyOf(flat));
        };
    }

    private static List<Expression> terms(LogicalOperator operator, Expression expression) {
        if (expression instanceof Logical logical && logical.operator() == operator) {
            return logical.terms().stream()
                    .flatMap(term -> terms(operator, term).stream())
                    .toList();
        }
        return List.of(expression);
    }
}
