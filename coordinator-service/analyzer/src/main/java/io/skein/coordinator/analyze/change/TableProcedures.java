package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.query.RelationPlanner;
import io.skein.coordinator.analyze.query.SelectPlanner;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.constant.ConstantTimes;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CallArgument;
import io.trino.sql.tree.TableExecute;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** ALTER TABLE ... EXECUTE: a procedure that a table's catalog has for its tables. */
public final class TableProcedures {
    private static final String UPDATE_TYPE = "ALTER TABLE EXECUTE";

    private final PlanContext statement;
    private final Tables tables;

    public TableProcedures(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan plan(TableExecute execute) {
        Tables.Name name = tables.name(execute.getTable().getName(), execute.getTable());
        if (tables.catalogExists(name.catalog()) && tables.view(name).isPresent()) {
            throw Errors.notSupported(execute, "ALTER TABLE EXECUTE is not supported for views");
        }
        if (tables.catalogExists(name.catalog())
                && tables.materializedView(name).isPresent()) {
            throw Errors.notSupported(execute, "ALTER TABLE EXECUTE is not supported for materialized views");
        }
        tables.requireCatalog(name.catalog(), execute.getTable());
        CatalogMetadata.ResolvedTable table =
                tables.find(name).orElseThrow(() -> Tables.missing(name, execute.getTable()));
        String procedureName = execute.getProcedureName().getCanonicalValue();
        Procedure procedure = statement.metadata().procedures(name.catalog()).stream()
                .filter(each -> (each.form() == Procedure.Form.TABLE || each.form() == Procedure.Form.REWRITE)
                        && each.name().equals(procedureName))
                .findFirst()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.PROCEDURE_NOT_FOUND, "Table procedure not registered: " + procedureName));
        boolean rewrites = procedure.form() == Procedure.Form.REWRITE;
        if (execute.getWhere().isPresent() && !rewrites) {
            throw Errors.notSupported(execute, "WHERE not supported for procedure " + procedureName);
        }
        ProcedureCall call = new ProcedureCall(
                "",
                procedureName,
                arguments(execute, name.catalog(), procedure),
                statement.catalogProperties(name.catalog()));
        return rewrites
                ? rewrite(execute, table, call)
                : new StatementPlan.Command(
                        new CoordinatorCommand.ExecuteProcedure(table.reference(), call), UPDATE_TYPE);
    }

    private StatementPlan rewrite(TableExecute execute, CatalogMetadata.ResolvedTable table, ProcedureCall call) {
        RelationPlan relation = new RelationPlanner(statement, QueryEnvironment.top()).plan(execute.getTable());
        PlanBuilder plan = new PlanBuilder(statement.symbols(), relation.root());
        ExpressionContext context = new ExpressionContext(statement, QueryEnvironment.top(), relation.scope(), plan);
        execute.getWhere().ifPresent(condition -> {
            new AstSearch(statement.functions()).requireScalar("WHERE clause", condition);
            SelectPlanner.filter(condition, "WHERE clause", context, plan);
        });
        List<Symbol> columns = relation.symbols();
        return new StatementPlan.Write(
                WritePlanner.writer(statement, plan.root(), columns),
                new WriteTarget.Rewrite(table.reference(), call),
                UPDATE_TYPE);
    }

    private Map<String, ProcedureCall.Value> arguments(TableExecute execute, String catalog, Procedure procedure) {
        List<CallArgument> given = execute.getArguments();
        boolean anyNamed =
                given.stream().anyMatch(argument -> argument.getName().isPresent());
        if (anyNamed && !given.stream().allMatch(argument -> argument.getName().isPresent())) {
            throw Errors.at(
                    execute, StandardErrorCode.INVALID_ARGUMENTS, "Named and positional arguments cannot be mixed");
        }
        if (!anyNamed && given.size() > procedure.arguments().size()) {
            throw Errors.at(execute, StandardErrorCode.INVALID_ARGUMENTS, "Too many positional arguments");
        }
        Map<String, ProcedureCall.Value> values = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            CallArgument argument = given.get(i);
            String name = argument.getName()
                    .map(written -> written.getValue().toLowerCase(Locale.ENGLISH))
                    .orElse(procedure.arguments().get(i).name());
            if (values.containsKey(name)) {
                throw Errors.at(argument, StandardErrorCode.DUPLICATE_PROPERTY, "Duplicate named argument: %s", name);
            }
            String described =
                    "catalog '%s' table procedure '%s' property '%s'".formatted(catalog, procedure.name(), name);
            Procedure.Argument parameter = procedure.arguments().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Errors.at(
                            argument,
                            StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                            "%s does not exist",
                            described.replaceFirst("c", "C")));
            value(argument, parameter.type(), described)
                    .ifPresent(value -> values.put(name, new ProcedureCall.Value(parameter.type(), value)));
        }
        return values;
    }

    private Optional<Object> value(CallArgument argument, Type type, String described) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(argument.getValue());
        Optional<Expression.Constant> constant =
                new ConstantTimes(statement.session().timeZone()).constant(value);
        if (constant.isEmpty() || !Coercions.canCoerce(value.type(), type)) {
            throw Errors.at(
                    argument,
                    StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                    "Invalid value for %s: Cannot convert [%s] to %s",
                    described,
                    argument.getValue(),
                    type);
        }
        if (constant.get().value() == null) {
            throw Errors.at(
                    argument,
                    StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                    "Invalid null value for %s from [%s]",
                    described,
                    argument.getValue());
        }
        return Optional.ofNullable(constant.get().value());
    }
}
