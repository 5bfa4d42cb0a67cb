package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.pattern.PatternFunctions;
import io.skein.coordinator.analyze.routine.StoredRoutines;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Argument;
import io.skein.coordinator.function.FunctionKind;
import io.skein.coordinator.function.ResolvedFunction;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Calls of named functions; aggregates and window calls have been computed before and come here only where they may not stand. */
public final class FunctionCalls {
    private final ExpressionAnalyzer expressions;

    public FunctionCalls(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    Expression analyze(FunctionCall call) {
        Optional<Expression> routine =
                expressions.context().environment().routines().call(call, expressions);
        if (routine.isPresent()) {
            return routine.get();
        }
        Optional<Expression> stored = stored(call);
        if (stored.isPresent()) {
            return stored.get();
        }
        String name = name(call.getName());
        Optional<FunctionKind> kind =
                expressions.context().statement().functions().kind(name);
        Optional<Expression> sessionValue = call.getArguments().isEmpty()
                ? CurrentValues.function(name, expressions.context().statement().session())
                : Optional.empty();
        if (sessionValue.isPresent()) {
            return sessionValue.get();
        }
        if (kind.equals(Optional.of(FunctionKind.WINDOW)) && call.getWindow().isEmpty()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.MISSING_OVER,
                    "Window function system.builtin.%s requires an OVER clause",
                    name);
        }
        if (kind.equals(Optional.of(FunctionKind.AGGREGATE)) || call.getWindow().isPresent()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.EXPRESSION_NOT_SCALAR,
                    "Aggregations, window functions or grouping operations are not allowed here: %s",
                    call);
        }
        PatternFunctions.requireNoPatternSyntax(call);
        Resolved resolved = resolve(call);
        requireScalarForm(call);
        return call(resolved.function(), resolved.arguments());
    }

    /** Functions that catalogs keep come after the engine's own, where these do not take the arguments. */
    private Optional<Expression> stored(FunctionCall call) {
        PlanContext statement = expressions.context().statement();
        StoredRoutines routines = new StoredRoutines(statement);
        if (statement.functions().kind(name(call.getName())).isEmpty()) {
            return routines.call(call, expressions);
        }
        if (call.getName().getParts().size() > 1 || routines.named(call).isEmpty()) {
            return Optional.empty();
        }
        try {
            resolve(call);
            return Optional.empty();
        } catch (SkeinException unresolved) {
            if (unresolved.code().equals(StandardErrorCode.FUNCTION_NOT_FOUND.code())) {
                return routines.call(call, expressions);
            }
            throw unresolved;
        }
    }

    public static void requireScalarForm(FunctionCall call) {
        if (call.isDistinct()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.FUNCTION_NOT_AGGREGATE,
                    "DISTINCT is not supported for non-aggregation functions");
        }
        if (call.getFilter().isPresent()) {
            throw Errors.at(
                    call, StandardErrorCode.FUNCTION_NOT_AGGREGATE, "Filter is only valid for aggregation functions");
        }
        if (call.getOrderBy().isPresent()) {
            throw Errors.at(
                    call, StandardErrorCode.FUNCTION_NOT_AGGREGATE, "ORDER BY is only valid for aggregation functions");
        }
        if (call.getNullTreatment().isPresent()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.NULL_TREATMENT_NOT_ALLOWED,
                    "Cannot specify null treatment clause for %s function",
                    call.getName());
        }
    }

    /** Trino's lower-case name; functions live in one schema, other qualified names are kept as they are and not found. */
    public static String name(QualifiedName name) {
        String text = name.toString().toLowerCase(Locale.ENGLISH);
        return text.startsWith("system.builtin.") ? name.getSuffix().toLowerCase(Locale.ENGLISH) : text;
    }

    /** The overload, and the arguments cast to what it takes. */
    public Resolved resolve(FunctionCall call) {
        List<Argument> arguments = new ArrayList<>();
        Map<Integer, Expression> values = new HashMap<>();
        List<? extends Node> nodes = call.getArguments();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof LambdaExpression lambda) {
                arguments.add(new Argument.LambdaArgument(
                        lambda.getArguments().size(),
                        types -> lambda(lambda, types).body().type()));
            } else {
                Expression value = expressions.analyze(nodes.get(i));
                values.put(i, value);
                arguments.add(new Argument.Typed(value.type()));
            }
        }
        ResolvedFunction function = expressions
                .context()
                .statement()
                .resolver()
                .resolve(name(call.getName()), arguments, Errors.place(call));
        List<Expression> converted = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Type wanted = function.parameterTypes().get(i);
            if (nodes.get(i) instanceof LambdaExpression lambda && wanted instanceof Type.Function type) {
                Expression.Lambda analyzed = lambda(lambda, type.arguments());
                converted.add(new Expression.Lambda(
                        analyzed.parameters(), Conversions.coerce(analyzed.body(), type.result())));
            } else {
                converted.add(Conversions.coerce(
                        expressions.expect(java.util.Objects.requireNonNull(values.get(i)), wanted), wanted));
            }
        }
        requireText(call, function);
        return new Resolved(function, converted);
    }

    /** What is joined becomes text first. */
    private static void requireText(FunctionCall call, ResolvedFunction function) {
        if (function.reference().name().equals("array_join")
                && function.parameterTypes().getFirst() instanceof Type.Array(Type element)
                && !Casts.allowed(element, Type.Varchar.UNBOUNDED)) {
            throw Errors.at(
                    call, StandardErrorCode.OPERATOR_NOT_FOUND, "Cannot cast %s to varchar", element.displayName());
        }
    }

    private Expression.Lambda lambda(LambdaExpression lambda, List<Type> types) {
        List<LambdaArgumentDeclaration> declared = lambda.getArguments();
        if (declared.size() != types.size()) {
            throw Errors.at(
                    lambda,
                    StandardErrorCode.INVALID_PARAMETER_USAGE,
                    "Expected a lambda that takes %s argument(s) but got %s",
                    types.size(),
                    declared.size());
        }
        List<Expression.Variable> parameters = new ArrayList<>();
        Map<String, Expression.Variable> named = new HashMap<>();
        for (int i = 0; i < types.size(); i++) {
            String name = declared.get(i).getName().getValue();
            Expression.Variable variable =
                    new Expression.Variable("lambda" + expressions.depth() + "_" + i, types.get(i));
            parameters.add(variable);
            named.put(name.toLowerCase(Locale.ENGLISH), variable);
        }
        return new Expression.Lambda(parameters, expressions.within(named).analyze(lambda.getBody()));
    }

    /** A call with its arguments made the types that the function takes. */
    public static Expression call(ResolvedFunction function, List<Expression> arguments) {
        List<Expression> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Type wanted = function.parameterTypes().get(i);
            converted.add(
                    wanted instanceof Type.Function ? arguments.get(i) : Conversions.coerce(arguments.get(i), wanted));
        }
        return new Expression.Call(function.reference(), converted);
    }

    /** An overload and its arguments. */
    public record Resolved(ResolvedFunction function, List<Expression> arguments) {}
}
