package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.expression.LikePattern;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.StringLiteral;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The WHERE of a query, for the tables of its FROM. What it says of a column holds for every row that it lets pass, so that a table may leave others out even
 * within a join.
 *
 * @param alone whether the FROM is one table, which then has all columns that are written without a table's name
 */
public record WhereClause(Optional<Expression> condition, boolean alone, Parameters parameters) {
    public static final WhereClause NONE = new WhereClause(Optional.empty(), false, Parameters.given(List.of()));

    /** What it says of the table that is known under this name. */
    public Restriction on(String table) {
        return condition.map(all -> restriction(all, table)).orElse(Restriction.NONE);
    }

    private Restriction restriction(Expression expression, String table) {
        return switch (expression) {
            case LogicalExpression logical ->
                logical.getTerms().stream()
                        .map(term -> restriction(term, table))
                        .reduce(
                                logical.getOperator() == LogicalExpression.Operator.AND
                                        ? Restriction::and
                                        : Restriction::or)
                        .orElse(Restriction.NONE);
            case ComparisonExpression comparison
            when comparison.getOperator() == ComparisonExpression.Operator.EQUAL ->
                equal(comparison.getLeft(), comparison.getRight(), table)
                        .or(() -> equal(comparison.getRight(), comparison.getLeft(), table))
                        .orElse(Restriction.NONE);
            case InPredicate in
            when in.getValueList() instanceof InListExpression list ->
                column(in.getValue(), table)
                        .flatMap(column -> texts(list.getValues()).map(texts -> Restriction.values(column, texts)))
                        .orElse(Restriction.NONE);
            case LikePredicate like -> like(like, table).orElse(Restriction.NONE);
            default -> Restriction.NONE;
        };
    }

    private Optional<Restriction> equal(Expression left, Expression right, String table) {
        return column(left, table).flatMap(column -> text(right).map(text -> Restriction.values(column, Set.of(text))));
    }

    private Optional<Restriction> like(LikePredicate like, String table) {
        Optional<String> escape = like.getEscape().flatMap(this::text);
        if (like.getEscape().isPresent()
                && escape.filter(text -> text.length() == 1).isEmpty()) {
            return Optional.empty();
        }
        return column(like.getValue(), table)
                .flatMap(column -> text(like.getPattern())
                        .map(pattern -> Restriction.like(column, new LikePattern(pattern, escape))));
    }

    private Optional<String> column(Expression expression, String table) {
        return switch (expression) {
            case Identifier name when alone -> Optional.of(lower(name));
            case DereferenceExpression qualified
            when qualified.getBase() instanceof Identifier owner
                    && owner.getValue().equalsIgnoreCase(table) ->
                qualified.getField().map(WhereClause::lower);
            default -> Optional.empty();
        };
    }

    private Optional<Set<String>> texts(List<Expression> expressions) {
        Set<String> texts = new HashSet<>();
        for (Expression expression : expressions) {
            Optional<String> text = text(expression);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    private Optional<String> text(Expression expression) {
        return switch (expression) {
            case StringLiteral literal -> Optional.of(literal.getValue());
            case Parameter parameter -> parameters.value(parameter.getId()).flatMap(this::text);
            default -> Optional.empty();
        };
    }

    private static String lower(Identifier name) {
        return name.getValue().toLowerCase(Locale.ENGLISH);
    }
}
