package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.expression.TypeReader;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Volatility;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.ControlStatement;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.FunctionSpecification;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.ParameterDeclaration;
import io.trino.sql.tree.SubqueryExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function written in SQL.
 *
 * @param name with catalog and schema where a catalog keeps it
 * @param parameters names in lower case, with their types
 * @param strict whether it is NULL where an argument is
 */
public record Routine(
        String name,
        Map<String, Type> parameters,
        Type result,
        boolean strict,
        ControlStatement statement,
        PlanContext context,
        Routines visible) {
    /** Reads the declaration; its body is analysed once, whether it is called or not. */
    public static Routine of(FunctionSpecification specification, PlanContext context, Routines visible) {
        Routine routine = declared(FunctionCalls.name(specification.getName()), specification, context, visible);
        routine.verify(specification);
        return routine;
    }

    /** Reads the declaration only. */
    public static Routine declared(
            String name, FunctionSpecification specification, PlanContext context, Routines visible) {
        RoutineCharacteristics characteristics = RoutineCharacteristics.of(specification);
        Map<String, Type> parameters = new LinkedHashMap<>();
        for (ParameterDeclaration parameter : specification.getParameters()) {
            String parameterName = parameter
                    .getName()
                    .map(identifier -> identifier.getValue().toLowerCase(Locale.ENGLISH))
                    .orElseThrow(() -> Errors.at(
                            parameter, StandardErrorCode.INVALID_ARGUMENTS, "Function parameters must have a name"));
            if (parameters.put(parameterName, type(parameter.getType(), parameter)) != null) {
                throw Errors.at(
                        parameter,
                        StandardErrorCode.INVALID_ARGUMENTS,
                        "Duplicate function parameter name: %s",
                        parameterName);
            }
        }
        ControlStatement statement = specification
                .getStatement()
                .orElseThrow(() -> Errors.notSupported(specification, "Only SQL functions are supported"));
        requireNoQueries(statement);
        return new Routine(
                name,
                parameters,
                type(specification.getReturnsClause().getReturnType(), specification.getReturnsClause()),
                characteristics.strict(),
                statement,
                context,
                visible);
    }

    private static void requireNoQueries(Node node) {
        if (node instanceof SubqueryExpression || node instanceof ExistsPredicate) {
            throw Errors.notSupported(node, "Queries are not allowed in functions");
        }
        node.getChildren().forEach(Routine::requireNoQueries);
    }

    private void verify(FunctionSpecification specification) {
        List<Expression> declared = new ArrayList<>();
        parameters.forEach((parameter, type) ->
                declared.add(new Expression.Variable(context.symbols().name(parameter), type)));
        boolean deterministic = !Volatility.isVolatile(call(declared));
        if (deterministic != RoutineCharacteristics.of(specification).deterministic()) {
            throw Errors.at(
                    specification,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    deterministic
                            ? "Deterministic function declared NOT DETERMINISTIC"
                            : "Non-deterministic function declared DETERMINISTIC");
        }
    }

    public static Type type(DataType type, Node place) {
        return TypeReader.read(type)
                .orElseThrow(() ->
                        Errors.at(place, StandardErrorCode.TYPE_MISMATCH, "Unknown type: %s", TypeReader.text(type)));
    }

    public List<Type> parameterTypes() {
        return List.copyOf(parameters.values());
    }

    boolean loops() {
        return RoutineLoops.in(statement);
    }

    public String signature() {
        return signature(name);
    }

    /** As error messages list it, under the name that a call has for it. */
    public String signature(String called) {
        return called + signature(parameters.values());
    }

    /** What tells functions of one name apart. */
    public static String signature(Collection<Type> parameters) {
        return parameters.stream().map(Type::displayName).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The body with these arguments, which have the parameters' types. */
    Expression call(List<Expression> arguments) {
        RoutineBody body = new RoutineBody(this);
        List<String> names = List.copyOf(parameters.keySet());
        if (loops()) {
            Map<String, Expression> values = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), arguments.get(i));
            }
            return body.run(statement, values);
        }
        return body.bind(Map.of(), names, arguments, values -> body.run(statement, values));
    }

    /** Whether a parameter is NULL, where that makes the result NULL. */
    Optional<Expression> nulls(Map<String, Expression> values) {
        List<Expression> nulls = new ArrayList<>();
        parameters.forEach((name, type) ->
                nulls.add(new Expression.IsNull(values.getOrDefault(name, new Expression.Constant(null, type)))));
        if (!strict || nulls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                nulls.size() == 1 ? nulls.getFirst() : new Expression.Logical(Expression.LogicalOperator.OR, nulls));
    }
}
