package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ConstantArgument;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.TableFunctionArgument;
import io.trino.sql.tree.TableFunctionDescriptorArgument;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableFunctionTableArgument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Table functions of catalogs, which take constants: a scan of the table that the catalog answers. */
final class SourceFunctions {
    private final PlanContext statement;
    private final QueryEnvironment environment;

    SourceFunctions(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    RelationPlan plan(TableFunctionInvocation call) {
        List<String> name = name(call);
        Procedure function = (name.size() == 3
                        ? statement.metadata().procedures(name.getFirst())
                        : List.<Procedure>of())
                .stream()
                        .filter(each -> each.form() == Procedure.Form.FUNCTION
                                && each.schema().equals(name.get(1))
                                && each.name().equalsIgnoreCase(name.get(2)))
                        .findFirst()
                        .orElseThrow(() -> Errors.at(
                                call,
                                StandardErrorCode.FUNCTION_NOT_FOUND,
                                "Table function '%s' not registered",
                                call.getName()));
        ProcedureCall asked = new ProcedureCall(
                function.schema(),
                function.name(),
                values(call, function),
                statement.catalogProperties(name.getFirst()));
        return scan(statement.metadata().tableFunction(name.getFirst(), asked));
    }

    /** With the session's catalog where none is given. */
    private List<String> name(TableFunctionInvocation call) {
        List<String> parts = call.getName().getParts();
        return parts.size() == 2 && statement.session().catalog().isPresent()
                ? List.of(statement.session().catalog().get(), parts.get(0), parts.get(1))
                : parts;
    }

    private RelationPlan scan(CatalogMetadata.ResolvedTable table) {
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        for (ColumnMetadata column : table.metadata().columns()) {
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            columns.put(symbol, column.handle());
            fields.add(Field.unqualified(Optional.of(column.name()), symbol));
        }
        return new RelationPlan(
                new TableScanNode(table.reference(), columns, Constraint.ALL), new Scope(fields, environment.outer()));
    }

    private Map<String, ProcedureCall.Value> values(TableFunctionInvocation call, Procedure function) {
        Map<String, TableFunctionArgument> given = given(call, function);
        Map<String, ProcedureCall.Value> values = new HashMap<>();
        for (Procedure.Argument parameter : function.arguments()) {
            TableFunctionArgument argument = given.get(parameter.name());
            if (argument != null) {
                value(argument, parameter)
                        .ifPresent(value ->
                                values.put(parameter.name(), new ProcedureCall.Value(parameter.type(), value)));
            } else if (parameter.required()) {
                throw Errors.at(call, StandardErrorCode.MISSING_ARGUMENT, "Missing argument: %s", parameter.name());
            }
        }
        return values;
    }

    private static Map<String, TableFunctionArgument> given(TableFunctionInvocation call, Procedure function) {
        List<String> names =
                function.arguments().stream().map(Procedure.Argument::name).toList();
        List<TableFunctionArgument> given = call.getArguments();
        if (given.size() > names.size()) {
            throw Errors.at(
                    given.get(names.size()),
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "Too many arguments. Expected at most %s arguments, got %s arguments",
                    names.size(),
                    given.size());
        }
        boolean named = given.stream().anyMatch(argument -> argument.getName().isPresent());
        if (named && !given.stream().allMatch(argument -> argument.getName().isPresent())) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "All arguments must be passed by name or all must be passed positionally");
        }
        Map<String, TableFunctionArgument> arguments = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            TableFunctionArgument argument = given.get(i);
            String name = argument.getName()
                    .map(written -> written.getValue().toUpperCase(Locale.ENGLISH))
                    .orElse(names.get(i));
            if (!names.contains(name)) {
                throw invalid(argument, "Unexpected argument name: %s", name);
            }
            if (arguments.put(name, argument) != null) {
                throw invalid(argument, "Duplicate argument name: %s", name);
            }
        }
        return arguments;
    }

    /** Empty for NULL. */
    private Optional<Object> value(TableFunctionArgument argument, Procedure.Argument parameter) {
        Node written = argument.getValue();
        if (written instanceof TableFunctionTableArgument || written instanceof TableFunctionDescriptorArgument) {
            throw invalid(
                    argument,
                    "Invalid argument %s. Expected scalar argument, got %s",
                    parameter.name(),
                    written instanceof TableFunctionTableArgument ? "table" : "descriptor");
        }
        return new ConstantArgument(statement).value(argument, written, parameter.type());
    }

    private static SkeinException invalid(TableFunctionArgument argument, String message, Object... values) {
        return Errors.at(argument, StandardErrorCode.INVALID_FUNCTION_ARGUMENT, message, values);
    }
}
