package io.skein.coordinator.explain;

import io.skein.coordinator.expression.Expression;
import io.skein.spi.type.Type;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Expressions for people to read. */
public final class ExpressionText {
    private static final Map<String, String> OPERATORS = Map.of(
            "$add",
            "+",
            "$subtract",
            "-",
            "$multiply",
            "*",
            "$divide",
            "/",
            "$modulus",
            "%",
            "$like",
            "LIKE",
            "$concat",
            "||");

    private ExpressionText() {}

    public static String of(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> constant(constant);
            case Expression.Reference reference -> reference.symbol().name();
            case Expression.Variable variable -> variable.name();
            case Expression.Lambda lambda ->
                lambda.parameters().stream()
                                .map(Expression.Variable::name)
                                .collect(Collectors.joining(", ", "(", ") -> "))
                        + of(lambda.body());
            case Expression.Call call -> call(call);
            case Expression.Cast cast ->
                (cast.safe() ? "TRY_CAST(" : "CAST(") + of(cast.value()) + " AS "
                        + cast.type().displayName() + ")";
            case Expression.Comparison comparison ->
                "(" + of(comparison.left()) + " " + comparison.operator().text() + " " + of(comparison.right()) + ")";
            case Expression.Between between ->
                "(" + of(between.value()) + " BETWEEN " + of(between.low()) + " AND " + of(between.high()) + ")";
            case Expression.In in -> "(" + of(in.value()) + " IN (" + list(in.list()) + "))";
            case Expression.Logical logical ->
                logical.terms().stream()
                        .map(ExpressionText::of)
                        .collect(Collectors.joining(" " + logical.operator() + " ", "(", ")"));
            case Expression.Not not -> "(NOT " + of(not.value()) + ")";
            case Expression.IsNull isNull -> "(" + of(isNull.value()) + " IS NULL)";
            case Expression.Case choice -> choice(choice);
            case Expression.Coalesce coalesce -> "COALESCE(" + list(coalesce.operands()) + ")";
            case Expression.NullIf nullIf -> "NULLIF(" + of(nullIf.first()) + " IF " + of(nullIf.compared()) + ")";
            case Expression.Try attempt -> "TRY(" + of(attempt.value()) + ")";
            case Expression.RowConstructor row -> "ROW(" + list(row.fields()) + ")";
            case Expression.ArrayConstructor array -> "ARRAY[" + list(array.elements()) + "]";
            case Expression.FieldAccess access -> of(access.row()) + "[" + (access.field() + 1) + "]";
        };
    }

    static String list(Collection<? extends Expression> expressions) {
        return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(", "));
    }

    private static String constant(Expression.Constant constant) {
        return switch (constant.value()) {
            case null -> "null";
            case String text when constant.type() instanceof Type.Varchar -> "'" + text.replace("'", "''") + "'";
            case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Object value -> constant.type().displayName() + " '" + value + "'";
        };
    }

    private static String call(Expression.Call call) {
        String operator = OPERATORS.get(call.function().name());
        if (operator != null && call.arguments().size() == 2) {
            return "(" + of(call.arguments().get(0)) + " " + operator + " "
                    + of(call.arguments().get(1)) + ")";
        }
        return call.function().name() + "(" + list(call.arguments()) + ")";
    }

    private static String choice(Expression.Case choice) {
        StringBuilder text = new StringBuilder("CASE");
        choice.branches()
                .forEach(when -> text.append(" WHEN ")
                        .append(of(when.condition()))
                        .append(" THEN ")
                        .append(of(when.result())));
        choice.defaultResult().ifPresent(otherwise -> text.append(" ELSE ").append(of(otherwise)));
        return text.append(" END").toString();
    }
}
