package io.skein.coordinator.kernelsql;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.kernelsql.ComparisonWriter.Operand;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scalar expressions as kernel SQL. Every text it answers can stand beside any operator. */
public final class ExpressionWriter {
    private final FunctionRegistry registry;
    private final Function<Symbol, String> references;
    private final SessionClock clock;
    private final CastWriter casts;

    /** Symbols are read by their names, and the session's zone is UTC. */
    public ExpressionWriter(FunctionRegistry registry) {
        this(registry, SessionClock.UTC);
    }

    /** Symbols are read by their names. */
    public ExpressionWriter(FunctionRegistry registry, SessionClock clock) {
        this(registry, symbol -> KernelText.identifier(symbol.name()), clock);
    }

    /** Symbols are read by the text that the function gives, and the session's zone is UTC. */
    public ExpressionWriter(FunctionRegistry registry, Function<Symbol, String> references) {
        this(registry, references, SessionClock.UTC);
    }

    /** Symbols are read by the text that the function gives, which must be able to stand beside any operator. */
    public ExpressionWriter(FunctionRegistry registry, Function<Symbol, String> references, SessionClock clock) {
        this.registry = registry;
        this.references = references;
        this.clock = clock;
        this.casts = new CastWriter(clock.zoneName());
    }

    public String write(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> ConstantWriter.write(constant);
            case Expression.Reference reference -> references.apply(reference.symbol());
            case Expression.Variable variable -> KernelText.identifier(variable.name());
            case Expression.Lambda lambda -> lambda(lambda);
            case Expression.Call call ->
                registry.scalar(call.function())
                        .render(new CallSite(call.function(), call.arguments(), writeAll(call.arguments()), clock));
            case Expression.Cast cast -> cast(cast);
            case Expression.Comparison comparison ->
                comparison(comparison.operator(), comparison.left(), comparison.right());
            case Expression.Between between -> between(between);
            case Expression.In in -> in(in);
            case Expression.Logical logical -> logical(logical);
            case Expression.Not not -> "(NOT " + write(not.value()) + ")";
            case Expression.IsNull isNull -> "(" + write(isNull.value()) + " IS NULL)";
            case Expression.Case choice -> choice(choice);
            case Expression.Coalesce coalesce -> "coalesce(" + String.join(", ", writeAll(coalesce.operands())) + ")";
            case Expression.NullIf nullIf -> nullIf(nullIf);
            case Expression.Try attempt -> "TRY(" + write(attempt.value()) + ")";
            case Expression.RowConstructor row -> row(row);
            case Expression.ArrayConstructor array -> array(array);
            case Expression.FieldAccess access ->
                "struct_extract(" + write(access.row()) + ", 'f" + access.field() + "')";
        };
    }

    public List<String> writeAll(List<Expression> expressions) {
        return expressions.stream().map(this::write).toList();
    }

    /** The part of a column that GROUP BY, ORDER BY, DISTINCT, hashing and joining look at. */
    public static String key(Symbol symbol) {
        return comparable(KernelText.identifier(symbol.name()), symbol.type());
    }

    /** The part of a value that equality, grouping and ordering look at. */
    public static String comparable(String sql, Type type) {
        return ComparisonWriter.comparable(sql, type);
    }

    /** The part of a value, given as SQL, that GROUP BY, ORDER BY, DISTINCT, hashing and joining look at. */
    public static String key(String sql, Type type) {
        return ComparisonWriter.comparable(sql, type);
    }

    /** A cast of a value that stands as SQL already. */
    public static String castText(String sql, Type from, Type to, SessionClock clock) {
        return new CastWriter(clock.zoneName()).write(sql, from, to);
    }

    private String lambda(Expression.Lambda lambda) {
        String parameters = lambda.parameters().stream()
                .map(parameter -> KernelText.identifier(parameter.name()))
                .collect(Collectors.joining(", "));
        return "lambda " + parameters + ": " + write(lambda.body());
    }

    private String cast(Expression.Cast cast) {
        String sql = casts.write(write(cast.value()), cast.value().type(), cast.type());
        return cast.safe() ? "TRY(" + sql + ")" : sql;
    }

    private String comparison(ComparisonOperator operator, Expression left, Expression right) {
        return ComparisonWriter.write(operator, operand(left), operand(right), left.type());
    }

    private Operand operand(Expression expression) {
        return Operand.of(expression, write(expression));
    }

    private String between(Expression.Between between) {
        return "("
                + comparison(ComparisonOperator.GREATER_THAN_OR_EQUAL, between.value(), between.low())
                + " AND "
                + comparison(ComparisonOperator.LESS_THAN_OR_EQUAL, between.value(), between.high())
                + ")";
    }

    private String in(Expression.In in) {
        Type type = in.value().type();
        boolean nested = type instanceof Type.Row || type instanceof Type.Array || type instanceof Type.MapOf;
        boolean floating = type == Type.Simple.DOUBLE || type == Type.Simple.REAL;
        boolean literals = in.list().stream().allMatch(Expression.Constant.class::isInstance);
        if (nested || (floating && !literals)) {
            return in.list().stream()
                    .map(element -> comparison(ComparisonOperator.EQUAL, in.value(), element))
                    .collect(Collectors.joining(" OR ", "(", ")"));
        }
        String list = in.list().stream()
                .map(element -> ComparisonWriter.comparable(write(element), type))
                .collect(Collectors.joining(", "));
        return "(" + ComparisonWriter.comparable(write(in.value()), type) + " IN (" + list + "))";
    }

    private String logical(Expression.Logical logical) {
        String operator = logical.operator() == LogicalOperator.AND ? " AND " : " OR ";
        return "(" + String.join(operator, writeAll(logical.terms())) + ")";
    }

    private String choice(Expression.Case choice) {
        StringBuilder text = new StringBuilder("CASE");
        for (Expression.When when : choice.branches()) {
            text.append(" WHEN ")
                    .append(write(when.condition()))
                    .append(" THEN ")
                    .append(write(when.result()));
        }
        choice.defaultResult().ifPresent(result -> text.append(" ELSE ").append(write(result)));
        return "(" + text.append(" END)");
    }

    private String nullIf(Expression.NullIf nullIf) {
        return "(CASE WHEN " + write(nullIf.compared()) + " THEN NULL ELSE " + write(nullIf.first()) + " END)";
    }

    private String row(Expression.RowConstructor row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            fields.add("f" + i + " := " + write(row.fields().get(i)));
        }
        return "struct_pack(" + String.join(", ", fields) + ")";
    }

    private String array(Expression.ArrayConstructor array) {
        return "[" + String.join(", ", writeAll(array.elements())) + "]::" + KernelTypes.sql(array.type());
    }
}
