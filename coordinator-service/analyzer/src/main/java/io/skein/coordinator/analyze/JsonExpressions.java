package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.When;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Varchar;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonArrayElement;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonObjectMember;
import io.trino.sql.tree.JsonPathInvocation;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL/JSON functions. JSON_VALUE and JSON_QUERY become a CASE over the kernel's marked answer. */
final class JsonExpressions {
    private final ExpressionAnalyzer expressions;

    JsonExpressions(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    Expression exists(JsonExists node) {
        return call(
                "$json_exists",
                Type.Simple.BOOLEAN,
                List.of(
                        input(node.getJsonPathInvocation()),
                        path(node.getJsonPathInvocation()),
                        text(node.getErrorBehavior().name())));
    }

    Expression value(JsonValue node) {
        Type type = node.getReturnedType()
                .map(returned -> TypeReader.read(returned)
                        .orElseThrow(() -> Errors.at(
                                node, StandardErrorCode.TYPE_MISMATCH, "Unknown type: %s", TypeReader.text(returned))))
                .orElse(Varchar.UNBOUNDED);
        Expression marked = call(
                "$json_value",
                Varchar.UNBOUNDED,
                List.of(
                        input(node.getJsonPathInvocation()),
                        path(node.getJsonPathInvocation()),
                        text(node.getEmptyBehavior().name()),
                        text(node.getErrorBehavior().name())));
        boolean safe = node.getErrorBehavior() != JsonValue.EmptyOrErrorBehavior.ERROR;
        Expression found =
                type.equals(Varchar.UNBOUNDED) ? unmarked(marked) : new Expression.Cast(unmarked(marked), type, safe);
        return new Expression.Case(
                List.of(
                        new When(is(marked, "V"), found),
                        new When(is(marked, "E"), standIn(node.getEmptyDefault(), type)),
                        new When(is(marked, "R"), standIn(node.getErrorDefault(), type))),
                Optional.empty(),
                type);
    }

    Expression query(JsonQuery node) {
        Expression marked = call(
                "$json_query",
                Varchar.UNBOUNDED,
                List.of(
                        input(node.getJsonPathInvocation()),
                        path(node.getJsonPathInvocation()),
                        text(node.getWrapperBehavior().name()),
                        text(node.getEmptyBehavior().name()),
                        text(node.getErrorBehavior().name())));
        return new Expression.Case(
                List.of(
                        new When(is(marked, "V"), unmarked(marked)),
                        new When(is(marked, "E"), standIn(node.getEmptyBehavior())),
                        new When(is(marked, "R"), standIn(node.getErrorBehavior()))),
                Optional.empty(),
                Varchar.UNBOUNDED);
    }

    Expression object(JsonObject node) {
        List<Expression> arguments = new ArrayList<>();
        for (JsonObjectMember member : node.getMembers()) {
            Expression key = expressions.analyze(member.getKey());
            if (!(key.type() instanceof Varchar)) {
                throw Errors.at(
                        member.getKey(),
                        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                        "Invalid type of JSON object key: %s",
                        key.type());
            }
            arguments.add(Conversions.coerce(key, Varchar.UNBOUNDED));
            arguments.add(element(member.getValue(), member.getFormat().isPresent()));
        }
        String name =
                "$json_object_" + (node.isNullOnNull() ? "null" : "absent") + (node.isUniqueKeys() ? "_unique" : "");
        return call(name, Varchar.UNBOUNDED, arguments);
    }

    Expression array(JsonArray node) {
        List<Expression> arguments = new ArrayList<>();
        for (JsonArrayElement each : node.getElements()) {
            arguments.add(element(each.getValue(), each.getFormat().isPresent()));
        }
        return call(node.isNullOnNull() ? "$json_array_null" : "$json_array_absent", Varchar.UNBOUNDED, arguments);
    }

    /** A value as JSON text; the functions that give JSON are taken as they are. */
    private Expression element(Node node, boolean formatted) {
        Expression value = expressions.analyze(node);
        boolean json =
                formatted || node instanceof JsonObject || node instanceof JsonArray || node instanceof JsonQuery;
        if (json) {
            return Conversions.coerce(value, Varchar.UNBOUNDED);
        }
        Expression castable = Casts.allowed(value.type(), Type.Simple.JSON)
                ? value
                : new Expression.Cast(value, Varchar.UNBOUNDED, false);
        Expression cast =
                castable.type() == Type.Simple.JSON ? castable : new Expression.Cast(castable, Type.Simple.JSON, false);
        return call("json_format", Varchar.UNBOUNDED, List.of(cast));
    }

    private Expression input(JsonPathInvocation invocation) {
        Expression input = expressions.analyze(invocation.getInputExpression());
        if (!invocation.getPathParameters().isEmpty()) {
            throw Errors.notSupported(invocation, "JSON path parameters are not supported");
        }
        return input.type().equals(Varchar.UNBOUNDED) ? input : new Expression.Cast(input, Varchar.UNBOUNDED, false);
    }

    private static Expression path(JsonPathInvocation invocation) {
        return text(invocation.getJsonPath().getValue());
    }

    private Expression standIn(Optional<io.trino.sql.tree.Expression> given, Type type) {
        return given.map(expressions::analyze)
                .map(value -> value.type().equals(type) ? value : new Expression.Cast(value, type, false))
                .orElse(new Constant(null, type));
    }

    private static Expression standIn(JsonQuery.EmptyOrErrorBehavior behavior) {
        return switch (behavior) {
            case EMPTY_ARRAY -> text("[]");
            case EMPTY_OBJECT -> text("{}");
            default -> new Constant(null, Varchar.UNBOUNDED);
        };
    }

    private static Expression is(Expression marked, String mark) {
        return new Expression.Comparison(
                ComparisonOperator.EQUAL, call("$json_mark", Varchar.UNBOUNDED, List.of(marked)), text(mark));
    }

    private static Expression unmarked(Expression marked) {
        return call("$json_unmarked", Varchar.UNBOUNDED, List.of(marked));
    }

    private static Expression text(String value) {
        return new Constant(value, Varchar.UNBOUNDED);
    }

    private static Expression call(String name, Type result, List<Expression> arguments) {
        return new Expression.Call(
                new FunctionReference(
                        name, arguments.stream().map(Expression::type).toList(), result),
                arguments);
    }
}
