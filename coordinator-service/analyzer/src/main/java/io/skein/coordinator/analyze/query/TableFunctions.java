package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Argument;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.UnnestMapping;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.TableFunctionArgument;
import io.trino.sql.tree.TableFunctionInvocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Table functions in FROM: {@code sequence} is an UNNEST of the array of that name, {@code exclude_columns} a narrower scope; others are the catalogs'. */
final class TableFunctions {
    private static final List<String> SEQUENCE = List.of("START", "STOP", "STEP");

    private final PlanContext statement;
    private final QueryEnvironment environment;

    TableFunctions(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    RelationPlan plan(TableFunctionInvocation call) {
        return switch (FunctionCalls.name(call.getName())) {
            case "sequence" -> sequence(call);
            case "exclude_columns" -> new ExcludedColumns(statement, environment).plan(call);
            default -> new SourceFunctions(statement, environment).plan(call);
        };
    }

    private RelationPlan sequence(TableFunctionInvocation call) {
        ExpressionContext context =
                new ExpressionContext(statement, environment, new Scope(List.of(), environment.outer()), null);
        Map<String, Expression> given = new HashMap<>();
        for (int i = 0; i < call.getArguments().size(); i++) {
            TableFunctionArgument argument = call.getArguments().get(i);
            String name = argument.getName()
                    .map(identifier -> identifier.getValue().toUpperCase(Locale.ENGLISH))
                    .orElse(SEQUENCE.get(Math.min(i, 2)));
            given.put(name, Conversions.coerce(context.analyze((Node) argument.getValue()), Type.Simple.BIGINT));
        }
        Expression start = given.getOrDefault("START", new Expression.Constant(0L, Type.Simple.BIGINT));
        Expression stop = given.get("STOP");
        if (stop == null) {
            Node place =
                    call.getArguments().isEmpty() ? call : call.getArguments().getFirst();
            throw Errors.at(place, StandardErrorCode.MISSING_ARGUMENT, "Missing argument: STOP");
        }
        Expression step = given.getOrDefault("STEP", new Expression.Constant(1L, Type.Simple.BIGINT));
        List<Expression> arguments = new ArrayList<>(List.of(start, stop, step));
        List<Argument> types = arguments.stream()
                .<Argument>map(each -> new Argument.Typed(each.type()))
                .toList();
        Expression array =
                FunctionCalls.call(statement.resolver().resolve("sequence", types, Errors.place(call)), arguments);
        Symbol column = statement.symbols().create("sequential_number", Type.Simple.BIGINT);
        PlanNode root = new UnnestNode(
                new ValuesNode(List.of(), List.of(List.of())),
                List.of(new UnnestMapping(array, List.of(column))),
                Optional.empty(),
                JoinKind.INNER);
        Field field = Field.unqualified(Optional.of("sequential_number"), column);
        return new RelationPlan(root, new Scope(List.of(field), environment.outer()));
    }
}
