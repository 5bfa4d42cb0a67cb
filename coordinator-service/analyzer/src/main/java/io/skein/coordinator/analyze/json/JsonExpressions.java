package io.skein.coordinator.analyze.json;

import io.skein.coordinator.analyze.expression.Casts;
import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.TypeReader;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.When;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.Once;
import io.skein.coordinator.parse.JsonPathSyntax;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Varchar;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonArrayElement;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonObjectMember;
import io.trino.sql.tree.JsonPathInvocation;
import io.trino.sql.tree.JsonPathParameter;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The SQL/JSON functions. JSON_VALUE and JSON_QUERY become a CASE over the kernel's marked answer. */
public final class JsonExpressions {
    /** The kernel's marks of scalars and the types that they are read as. */
    private static final Map<String, Type> KINDS = kinds();

    private final ExpressionAnalyzer expressions;

    public JsonExpressions(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    public Expression exists(JsonExists node) {
        return call(
                "$json_exists",
                Type.Simple.BOOLEAN,
                context(node.getJsonPathInvocation())
                        .arguments(node.getErrorBehavior().name()));
    }

    public Expression value(JsonValue node) {
        Type type = node.getReturnedType().map(returned -> type(returned, node)).orElse(Varchar.UNBOUNDED);
        return value(
                context(node.getJsonPathInvocation()),
                new ValueRules(
                        node.getEmptyBehavior(),
                        node.getEmptyDefault(),
                        node.getErrorBehavior(),
                        node.getErrorDefault()),
                type);
    }

    /** What JSON_VALUE gives where there is no value. */
    record ValueRules(
            JsonValue.EmptyOrErrorBehavior empty,
            Optional<io.trino.sql.tree.Expression> emptyDefault,
            JsonValue.EmptyOrErrorBehavior error,
            Optional<io.trino.sql.tree.Expression> errorDefault) {}

    /** JSON_VALUE: the kernel's marked scalar, cast by its kind; a failed cast counts as an error. */
    public Expression value(JsonContext context, ValueRules rules, Type type) {
        Expression marked = call(
                "$json_value",
                Varchar.UNBOUNDED,
                context.arguments(rules.empty().name(), rules.error().name()));
        Expression onEmpty = standIn(rules.emptyDefault(), type);
        Expression onError = standIn(rules.errorDefault(), type);
        if (type.equals(Varchar.UNBOUNDED)) {
            return new Expression.Case(
                    List.of(
                            new When(is(marked, "E"), onEmpty),
                            new When(is(marked, "R"), onError),
                            new When(is(marked, "N"), new Constant(null, type))),
                    Optional.of(unmarked(marked)),
                    type);
        }
        String name = expressions.context().statement().symbols().name("json");
        return Once.of(marked, name, each -> byKind(each, rules, type, onEmpty, onError));
    }

    private static Expression byKind(
            Expression marked, ValueRules rules, Type type, Expression onEmpty, Expression onError) {
        List<When> branches = new ArrayList<>();
        KINDS.forEach((mark, kind) -> {
            boolean castable = kind.equals(type) || Casts.allowed(kind, type);
            Expression failed = rules.error() == JsonValue.EmptyOrErrorBehavior.ERROR ? failure(kind, type) : onError;
            branches.add(new When(is(marked, mark), castable ? cast(unmarked(marked), kind, type, failed) : failed));
        });
        branches.add(new When(is(marked, "E"), onEmpty));
        branches.add(new When(is(marked, "R"), onError));
        return new Expression.Case(branches, Optional.empty(), type);
    }

    private static Expression cast(Expression text, Type kind, Type type, Expression failed) {
        Expression value = kind instanceof Varchar ? text : new Expression.Cast(text, kind, false);
        return value.type().equals(type)
                ? value
                : new Expression.Coalesce(List.of(new Expression.Cast(value, type, true), failed));
    }

    private static Expression failure(Type kind, Type type) {
        Expression message = text(
                "cannot extract SQL scalar from JSON: Cannot cast value of type %s to declared return type of function JSON_VALUE: %s"
                        .formatted(kind == Type.Simple.BIGINT ? Type.Simple.INTEGER : kind, type));
        Expression raised = call("$json_value_failure", Varchar.UNBOUNDED, List.of(message));
        return new Expression.Case(
                List.of(new When(new Expression.IsNull(raised), new Constant(null, type))), Optional.empty(), type);
    }

    public Expression query(JsonQuery node) {
        Type type = node.getReturnedType().map(returned -> type(returned, node)).orElse(Varchar.UNBOUNDED);
        return query(
                context(node.getJsonPathInvocation()),
                new QueryRules(
                        node.getWrapperBehavior(),
                        node.getQuotesBehavior(),
                        node.getEmptyBehavior(),
                        node.getErrorBehavior()),
                type);
    }

    /** How JSON_QUERY writes what it finds, and what it gives where there is nothing. */
    record QueryRules(
            JsonQuery.ArrayWrapperBehavior wrapper,
            Optional<JsonQuery.QuotesBehavior> quotes,
            JsonQuery.EmptyOrErrorBehavior empty,
            JsonQuery.EmptyOrErrorBehavior error) {}

    public Expression query(JsonContext context, QueryRules rules, Type type) {
        Expression marked = call(
                "$json_query",
                Varchar.UNBOUNDED,
                context.arguments(
                        rules.wrapper().name(),
                        rules.quotes().orElse(JsonQuery.QuotesBehavior.KEEP).name(),
                        rules.empty().name(),
                        rules.error().name()));
        Expression found = new Expression.Case(
                List.of(
                        new When(is(marked, "V"), unmarked(marked)),
                        new When(is(marked, "E"), standIn(rules.empty())),
                        new When(is(marked, "R"), standIn(rules.error()))),
                Optional.empty(),
                Varchar.UNBOUNDED);
        if (type.equals(Varchar.UNBOUNDED)) {
            return found;
        }
        return type == Type.Simple.VARBINARY
                ? call("to_utf8", type, List.of(found))
                : new Expression.Cast(found, type, false);
    }

    /** An input and a path with its parameters, as the kernel's functions take them first. */
    record JsonContext(Expression input, String path, Expression parameters) {
        JsonContext of(Expression otherInput, String otherPath) {
            return new JsonContext(otherInput, otherPath, parameters);
        }

        private List<Expression> arguments(String... behaviors) {
            List<Expression> arguments = new ArrayList<>(List.of(input, text(path), parameters));
            for (String behavior : behaviors) {
                arguments.add(text(behavior));
            }
            return arguments;
        }
    }

    JsonContext context(JsonPathInvocation invocation) {
        return new JsonContext(
                input(invocation), JsonPathSyntax.checked(invocation.getJsonPath()), parameters(invocation));
    }

    private Expression parameters(JsonPathInvocation invocation) {
        List<Expression> arguments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonPathParameter parameter : invocation.getPathParameters()) {
            String name = parameter.getName().getCanonicalValue();
            if (!names.add(name)) {
                throw Errors.at(
                        parameter.getName(),
                        StandardErrorCode.DUPLICATE_PARAMETER_NAME,
                        "%s JSON path parameter is specified more than once",
                        name);
            }
            arguments.add(text(name));
            arguments.add(
                    element(parameter.getParameter(), parameter.getFormat().isPresent()));
        }
        return arguments.isEmpty() ? text("") : call("$json_object_null", Varchar.UNBOUNDED, arguments);
    }

    static Type type(DataType returned, Node place) {
        return TypeReader.read(returned)
                .orElseThrow(() -> Errors.at(
                        place, StandardErrorCode.TYPE_MISMATCH, "Unknown type: %s", TypeReader.text(returned)));
    }

    public Expression object(JsonObject node) {
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

    public Expression array(JsonArray node) {
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
        if (input.type() == Type.Simple.VARBINARY) {
            if (invocation.getInputFormat() == JsonPathParameter.JsonFormat.UTF16
                    || invocation.getInputFormat() == JsonPathParameter.JsonFormat.UTF32) {
                throw Errors.notSupported(invocation, "JSON in UTF-16 and UTF-32 is not supported");
            }
            return call("from_utf8", Varchar.UNBOUNDED, List.of(input));
        }
        return input.type().equals(Varchar.UNBOUNDED) ? input : new Expression.Cast(input, Varchar.UNBOUNDED, false);
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

    private static Map<String, Type> kinds() {
        Map<String, Type> kinds = new LinkedHashMap<>();
        kinds.put("V", Varchar.UNBOUNDED);
        kinds.put("I", Type.Simple.BIGINT);
        kinds.put("D", Type.Simple.DOUBLE);
        kinds.put("B", Type.Simple.BOOLEAN);
        kinds.put("M", new Type.Decimal(Type.Decimal.MAX_PRECISION, 18));
        return kinds;
    }

    static Expression text(String value) {
        return new Constant(value, Varchar.UNBOUNDED);
    }

    static Expression call(String name, Type result, List<Expression> arguments) {
        return new Expression.Call(
                new FunctionReference(
                        name, arguments.stream().map(Expression::type).toList(), result),
                arguments);
    }
}
